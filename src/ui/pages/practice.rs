//! The practice portal's dial panel: which world, how slow, what goes wrong, what time it is, what was asked.

use crate::ui::view::prelude::*;
use crate::{
    app::{Command, DateStyle},
    portal::{
        Api,
        practice::{Dials, Fault},
    },
    ui::{
        Desk,
        kit::{bar, rich},
    },
};

const CLOUDS: [&str; 4] = ["public", "us_government", "china_21vianet", "germany"];
/// How many customers a world can have; none stands for those it was written with.
const SIZES: [usize; 4] = [0, 1_000, 10_000, 100_000];
const LATENCIES_MS: [u32; 5] = [0, 120, 800, 3_000, 10_000];
const HOUR_MS: i64 = 3_600_000;
const OFFSETS_HOURS: [i64; 6] = [0, 1, 8, 24, 72, 168];

pub(super) fn page(desk: Desk) -> AnyView {
    let dials = desk.slice(|it| it.dials.clone());
    let world = desk.slice(|it| (it.cloud.clone(), it.world_size));
    view! {
        <div class="page__main stack">
            <div class="page__top">
                <h1 tabindex="-1">{desk.say("page.practice")}</h1>
                <p class="lead">{desk.say("practice.lead")}</p>
            </div>
            {bar("info", rich(desk.pieces("practice.note", &[])), None)}
            <section class="part" aria-labelledby="world">
                <h2 class="part__title" id="world">{desk.say("practice.world")}</h2>
                {move || choose_world(desk, world.get())}
            </section>
            <section class="part" aria-labelledby="dials">
                <h2 class="part__title" id="dials">{desk.say("practice.dials")}</h2>
                {move || dials.get().map(|it| draw_dials(desk, &it))}
            </section>
            {log(desk)}
        </div>
    }
    .into_any()
}

/// A labelled drop-down list whose choice is sent at once.
fn choice(
    id: &'static str,
    label: String,
    options: Vec<(String, String)>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn choose_world(desk: Desk, (chosen, size): (String, usize)) -> AnyView {
    let clouds = CLOUDS
        .iter()
        .map(|it| ((*it).to_owned(), desk.say(&format!("value.cloud.{it}"))))
        .collect();
    let sizes = SIZES
        .iter()
        .map(|it| (it.to_string(), desk.say(&format!("practice.size_{it}"))))
        .collect();
    let again = chosen.clone();
    let choose_size =
        move |it: String| desk.send(Command::WorldSized(it.parse().unwrap_or_default()));
    view! {
        <div class="stack">
            {choice("cloud", desk.say("practice.cloud"), clouds, &chosen, move |it| desk.send(Command::WorldChosen(it)))}
            {choice("size", desk.say("practice.size"), sizes, &size.to_string(), choose_size)}
            <div class="actions">
                <button
                    class="button"
                    data-size="small"
                    type="button"
                    on:click=move |_| desk.send(Command::WorldChosen(again.clone()))
                >
                    {desk.say("practice.reset")}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn draw_dials(desk: Desk, dials: &Dials) -> AnyView {
    let latency = {
        let dials = dials.clone();
        move |text: String| {
            let latency_ms = text.parse().unwrap_or(dials.latency_ms);
            desk.send(Command::Dialled(Dials {
                latency_ms,
                ..dials.clone()
            }));
        }
    };
    let offset = {
        let dials = dials.clone();
        move |text: String| {
            let hours: i64 = text.parse().unwrap_or_default();
            desk.send(Command::Dialled(Dials {
                clock_offset_ms: hours * HOUR_MS,
                ..dials.clone()
            }));
        }
    };
    let numbers = |values: &[String], key: &str| {
        values
            .iter()
            .map(|it| (it.clone(), desk.say(&format!("practice.{key}_{it}"))))
            .collect::<Vec<_>>()
    };
    let latencies: Vec<_> = LATENCIES_MS.iter().map(ToString::to_string).collect();
    let offsets: Vec<_> = OFFSETS_HOURS.iter().map(ToString::to_string).collect();
    let now = (dials.clock_offset_ms / HOUR_MS).to_string();
    view! {
        <div class="stack">
            {choice(
                "latency",
                desk.say("practice.latency"),
                numbers(&latencies, "latency"),
                &dials.latency_ms.to_string(),
                latency,
            )}
            {choice("offset", desk.say("practice.offset"), numbers(&offsets, "offset"), &now, offset)}
            {fault(desk, dials, Api::PartnerCenter, "fault-partner-center")}
            {fault(desk, dials, Api::Graph, "fault-graph")} {fault(desk, dials, Api::AzureSupport, "fault-azure")}
        </div>
    }
    .into_any()
}

fn fault(desk: Desk, dials: &Dials, api: Api, id: &'static str) -> AnyView {
    let options = Fault::ALL
        .iter()
        .map(|it| {
            (
                it.as_str().to_owned(),
                desk.say(&format!("practice.fault_{}", it.as_str())),
            )
        })
        .collect();
    let label = desk.say(&format!("practice.api_{}", api.as_str()));
    let chosen = dials.fault(api).as_str();
    let dials = dials.clone();
    choice(id, label, options, chosen, move |text| {
        let mut dials = dials.clone();
        dials.set_fault(api, Fault::parse(&text).unwrap_or(Fault::None));
        desk.send(Command::Dialled(dials));
    })
}

/// What the portal was asked lately.
fn log(desk: Desk) -> AnyView {
    let lines = desk.slice(|it| it.log.clone());
    let row = move |it: crate::app::LogLine| {
        view! {
            <tr>
                <td class="num">{desk.write(it.at, DateStyle::Time)}</td>
                <td>{it.method}</td>
                <td><code>{it.path}</code></td>
                <td data-num>{it.status}</td>
            </tr>
        }
    };
    let table = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="hint">{desk.say("practice.log_empty")}</p> }.into_any();
        }
        view! {
            <div class="sheet" tabindex="0" role="region" aria-labelledby="log">
                <table class="grid" data-density="compact">
                    <thead>
                        <tr>
                            <th scope="col">{desk.say("practice.log_time")}</th>
                            <th scope="col">{desk.say("practice.log_method")}</th>
                            <th scope="col">{desk.say("practice.log_path")}</th>
                            <th scope="col" data-num>{desk.say("practice.log_status")}</th>
                        </tr>
                    </thead>
                    <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="part">
            <h2 class="part__title" id="log">{desk.say("practice.log")}</h2>
            {table}
        </section>
    }
    .into_any()
}
