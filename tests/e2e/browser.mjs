// The installed Chromium; nothing is ever downloaded.
import { chromium } from "playwright-core";

const executablePath = process.env.DEV_CHROMIUM ?? "/usr/bin/chromium";
/** Containers run as root, where Chromium's sandbox cannot start. */
const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export const launch = (...more) => chromium.launch({ executablePath, args: [...flags, ...more] });
