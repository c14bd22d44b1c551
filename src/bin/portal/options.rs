//! What was asked for on the command line.

use lexopt::{Arg, Parser, ValueExt};
use partner_triage::portal::Cloud;
use std::{ffi::OsString, path::PathBuf, str::FromStr};

/// How it is used.
pub const HELP: &str = "\
./dev portal serves the practice portal over HTTP and HTTPS and prints one JSON line once it listens

  --port N           port of HTTPS (default: any free one)
  --http-port N      port of HTTP (default: any free one)
  --world NAME       public (default), us_government, china_21vianet or germany
  --customers N      so many generated customers in place of the world's own
  --seed N           which ones (default 1)
  --test-token       print a token that stands for the partner, and for a customer where one is needed
  --test-clock       let POST /authority/practice/clock {\"advance_secs\": N} move the time
  --app DIR          serve the built app in this folder at /
  --public-origin O  the scheme and host under which it is reached, if a proxy does not say so in its headers
  --redirect URI     also register this redirect address, of type spa
  --redirect-web URI register one of type web, with which a page cannot redeem codes
  --azure-hides-headers  do not let scripts of other origins read Azure's headers";

/// A cloud's practice world.
#[derive(Clone, Copy)]
pub struct WorldOf(Cloud);

impl WorldOf {
    /// The world's file.
    pub fn text(self) -> &'static str {
        match self.0 {
            Cloud::Public => include_str!("../../portal/practice/worlds/public.json"),
            Cloud::UsGovernment => include_str!("../../portal/practice/worlds/us_government.json"),
            Cloud::China21Vianet => {
                include_str!("../../portal/practice/worlds/china_21vianet.json")
            }
            Cloud::Germany => include_str!("../../portal/practice/worlds/germany.json"),
        }
    }
}

/// The settings of a server.
pub struct Options {
    pub port: u16,
    pub http_port: u16,
    pub world: WorldOf,
    pub n_customers: Option<usize>,
    pub seed: u64,
    pub has_test_token: bool,
    pub has_test_clock: bool,
    pub app: Option<PathBuf>,
    pub public_origin: Option<String>,
    pub redirects: Vec<String>,
    pub web_redirects: Vec<String>,
    pub hides_azure_headers: bool,
}

impl Options {
    /// Sorts the words of a call; `None` if help was asked for.
    ///
    /// # Errors
    /// An unknown option, or one whose value is missing or makes no sense.
    pub fn read(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, String> {
        let mut options = Self {
            port: 0,
            http_port: 0,
            world: WorldOf(Cloud::Public),
            n_customers: None,
            seed: 1,
            has_test_token: false,
            has_test_clock: false,
            app: None,
            public_origin: None,
            redirects: Vec::new(),
            web_redirects: Vec::new(),
            hides_azure_headers: false,
        };
        let mut parser = Parser::from_args(words);
        while let Some(argument) = parser.next().map_err(|it| it.to_string())? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("port") => options.port = value(&mut parser)?,
                Arg::Long("http-port") => options.http_port = value(&mut parser)?,
                Arg::Long("world") => {
                    let name: String = value(&mut parser)?;
                    let cloud = Cloud::parse(&name);
                    options.world = WorldOf(cloud.ok_or_else(|| format!("no world `{name}`"))?);
                }
                Arg::Long("customers") => options.n_customers = Some(value(&mut parser)?),
                Arg::Long("seed") => options.seed = value(&mut parser)?,
                Arg::Long("test-token") => options.has_test_token = true,
                Arg::Long("test-clock") => options.has_test_clock = true,
                Arg::Long("app") => options.app = Some(value(&mut parser)?),
                Arg::Long("public-origin") => {
                    let origin: String = value(&mut parser)?;
                    options.public_origin = Some(origin.trim_end_matches('/').to_owned());
                }
                Arg::Long("redirect") => options.redirects.push(value(&mut parser)?),
                Arg::Long("redirect-web") => options.web_redirects.push(value(&mut parser)?),
                Arg::Long("azure-hides-headers") => options.hides_azure_headers = true,
                Arg::Short(_) | Arg::Long(_) | Arg::Value(_) => {
                    return Err(format!(
                        "{}; see `./dev portal --help`",
                        argument.unexpected()
                    ));
                }
            }
        }
        Ok(Some(options))
    }
}

fn value<T: FromStr>(parser: &mut Parser) -> Result<T, String>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let value = parser.value().map_err(|it| it.to_string())?;
    value.parse().map_err(|it: lexopt::Error| it.to_string())
}
