//! Worlds of any size, made from a number.
//!
//! The same size and seed give the same world, and a larger world begins with the smaller one. Nothing in it is real:
//! names are put together from lists, domains end in `.example`. Names repeat in large worlds, as they do in life;
//! tenant ids and domains never do.

mod names;

use crate::portal::{
    json::{self, elements, word},
    practice::{
        Access, Customer, World,
        world::{put, set_all},
    },
};
use names::{LANGUAGES, Language};
use serde_json::Value;

/// What a generated world has besides its customers: what can be bought, what is wrong, what a request can be about.
const BASE: &str = include_str!("generate/base.json");
/// What tells of the customers of before.
const OF_CUSTOMERS: [&str; 4] = ["relationships", "requests", "tickets", "communications"];
/// Every so many customers have a granular relationship, up to a number that fills three pages of Graph.
const RELATED_EVERY: usize = 4;
const MOST_RELATED: usize = 250;
/// Every so many customers have another partner beside this one, up to a number.
const SHARED_EVERY: usize = 3;
const MOST_SHARED: usize = 100;

/// Each kind of access, how many of a hundred customers have it, and what people tell of it.
const ACCESS: [(Access, u64, &str); 5] = [
    (
        Access::DelegatedAdmin,
        70,
        "Granted delegated admin privileges when the relationship was set up.",
    ),
    (
        Access::NotRequested,
        12,
        "Nobody asked for admin privileges so far.",
    ),
    (
        Access::AzureOnly,
        8,
        "The partner manages only the Azure subscription.",
    ),
    (
        Access::RevokedAzureRoleKept,
        5,
        "Removed the admin privileges; a role on the Azure subscription was left.",
    ),
    (Access::Revoked, 5, "Removed the admin privileges."),
];

impl World {
    /// A world of its own with so many customers.
    pub fn generated(n_customers: usize, seed: u64) -> Self {
        // The shipped base is read by a test, so the other world is never made.
        let mut world = Self::parse(BASE).unwrap_or_else(|_| Self::empty());
        world.populate(n_customers, seed);
        world
    }

    /// Puts generated customers in the place of all that were there, who buy and suffer what this world offers.
    pub fn populate(&mut self, n_customers: usize, seed: u64) {
        for table in OF_CUSTOMERS {
            put(&mut self.tables, table, Value::Array(Vec::new()));
        }
        let market = Market::of(self);
        self.customers = Vec::with_capacity(n_customers);
        for number in 0..n_customers {
            self.customers.push(market.customer(number, seed));
        }
        let related: Vec<Value> = (self.customers.iter().enumerate())
            .filter(|(_, it)| it.is_delegated())
            .step_by(RELATED_EVERY)
            .take(MOST_RELATED)
            .map(|(number, it)| relationship(it, &mut Dice::of(number, seed, 1)))
            .collect();
        put(&mut self.tables, "relationships", related.into());
        self.share_out();
    }

    /// Gives each partner beside this one some customers of its own: resellers sell to them, a provider's wares reach them.
    fn share_out(&mut self) {
        let n_partners = self.rows("partners").len();
        let mut partners = self.rows("partners").to_vec();
        for (nth, partner) in partners.iter_mut().enumerate() {
            let own = (self.customers.iter().skip(nth))
                .step_by(n_partners * SHARED_EVERY)
                .take(MOST_SHARED);
            let own: Vec<Value> = own.map(|it| it.id.as_str().into()).collect();
            let key = match word(partner, "relationshipType") {
                "is_indirect_cloud_solution_provider_of" => "_customers",
                _ => "_buyers",
            };
            put(partner, key, own.into());
        }
        put(&mut self.tables, "partners", partners.into());
    }
}

/// What customers of a world can buy and suffer.
struct Market {
    azure: Vec<String>,
    /// Offers without Azure's usage, each with the incidents of the services in it.
    others: Vec<(String, Vec<String>)>,
}

impl Market {
    fn of(world: &World) -> Self {
        let mut market = Self {
            azure: Vec::new(),
            others: Vec::new(),
        };
        let offers = json::at(&world.tables, "offers").as_object();
        for (key, offer) in offers.into_iter().flatten() {
            if word(offer, "billingType") == "usage" {
                market.azure.push(key.clone());
                continue;
            }
            let services = elements(offer, "_services");
            let is_in_offer = |name: &str| {
                let mut known = world.rows("health_services").iter();
                let found = known.find(|it| word(it, "service") == name);
                found.is_some_and(|it| services.iter().any(|id| id == word(it, "id")))
            };
            let incidents = world.rows("incidents").iter();
            let incidents = incidents.filter(|it| is_in_offer(word(it, "service")));
            let ids = incidents.map(|it| word(it, "id").to_owned()).collect();
            market.others.push((key.clone(), ids));
        }
        market
    }

    fn customer(&self, number: usize, seed: u64) -> Customer {
        let mut dice = Dice::of(number, seed, 0);
        // The first half of the id comes from the number by steps that can be undone, so no two are the same.
        let id = guid(dice.roll(), dice.roll());
        let language = dice.pick(LANGUAGES);
        let (name, domain) = company(&language, number, &mut dice);
        let (city, postal_code) = dice.pick(language.cities);
        let street = dice.pick(language.streets);
        let house = dice.below(120) + 1;
        let (access, access_note) = access(&mut dice);
        let has_azure = match access {
            Access::AzureOnly | Access::RevokedAzureRoleKept => true,
            Access::DelegatedAdmin | Access::NotRequested | Access::Revoked => dice.below(100) < 35,
        };
        let (mut holdings, mut incidents) = (Vec::new(), Vec::new());
        let mut azure_subscription = String::new();
        if has_azure && !self.azure.is_empty() {
            azure_subscription = guid(dice.roll(), dice.roll());
            holdings.push(dice.pick(&self.azure));
        }
        if access != Access::AzureOnly && !self.others.is_empty() {
            for _ in 0..dice.below(3) {
                let (offer, possible) = dice.pick(&self.others);
                if holdings.iter().any(|it| it.starts_with(&offer)) {
                    continue;
                }
                let status = ["", "", "", "", "", "", "", " suspended", " expired"];
                let quantity = dice.below(300) + 1;
                holdings.push(format!("{offer} {quantity}{}", dice.pick(&status)));
                if !possible.is_empty() && dice.below(6) == 0 {
                    let incident = dice.pick(&possible);
                    if !incidents.contains(&incident) {
                        incidents.push(incident);
                    }
                }
            }
        }
        Customer {
            id,
            name,
            domain,
            country: language.country.into(),
            street: format!("{street} {house}"),
            postal_code: postal_code.into(),
            city: city.into(),
            access,
            access_note: access_note.into(),
            azure_subscription,
            holdings,
            incidents,
        }
    }
}

/// A company's name and domain.
fn company(language: &Language, number: usize, dice: &mut Dice) -> (String, String) {
    let (own, own_plain) = dice.pick(language.own_names);
    let (trade, trade_plain) = dice.pick(language.trades);
    let form = dice.pick(language.forms);
    let (city, _) = dice.pick(language.cities);
    let name = if dice.below(4) == 0 {
        format!("{own} {trade} {city} {form}")
    } else {
        format!("{own} {trade} {form}")
    };
    (name, format!("{own_plain}-{trade_plain}-{number}.example"))
}

fn access(dice: &mut Dice) -> (Access, &'static str) {
    let mut rest = dice.below(100);
    for (access, share, note) in ACCESS {
        if rest < share {
            return (access, note);
        }
        rest -= share;
    }
    (Access::Revoked, "")
}

fn relationship(customer: &Customer, dice: &mut Dice) -> Value {
    const SERVICE_SUPPORT: &str = "f023fd81-a637-4b56-95fd-791ac0226033";
    const STATES: [&str; 4] = ["active", "active", "active", "expired"];
    let mut row = Value::Null;
    let id = [
        guid(dice.roll(), dice.roll()),
        guid(dice.roll(), dice.roll()),
    ]
    .join("-");
    let status = dice.pick(&STATES);
    set_all(
        &mut row,
        &[
            ("@odata.type", "#microsoft.graph.delegatedAdminRelationship"),
            ("@odata.etag", "W/\"1\""),
            ("id", &id),
            ("displayName", "Support"),
            ("duration", "P730D"),
            ("customer/tenantId", &customer.id),
            ("customer/displayName", &customer.name),
            ("status", status),
            ("autoExtendDuration", "P0D"),
            ("createdDateTime", "-400d"),
            ("lastModifiedDateTime", "-400d"),
            ("activatedDateTime", "-400d"),
            (
                "endDateTime",
                if status == "active" { "+330d" } else { "-35d" },
            ),
        ],
    );
    let mut role = Value::Null;
    set_all(&mut role, &[("roleDefinitionId", SERVICE_SUPPORT)]);
    put(
        &mut row,
        "accessDetails/unifiedRoles",
        Value::Array(vec![role]),
    );
    row
}

/// Numbers that look random: `SplitMix64` (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number
/// generators", 2014). Each of its steps can be undone, so different states give different numbers.
struct Dice(u64);

impl Dice {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The dice of one customer for one purpose.
    fn of(number: usize, seed: u64, purpose: u64) -> Self {
        let number = u64::try_from(number).unwrap_or_default();
        // Far apart, so that no customer's first number is a later one of another.
        Self(mixed(seed ^ purpose << 56).wrapping_add(number.wrapping_mul(Self::STEP << 20)))
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        mixed(self.0)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }

    /// One of a list; of an empty one, what is empty.
    fn pick<T: Clone + Default>(&mut self, list: &[T]) -> T {
        let length = u64::try_from(list.len()).unwrap_or_default();
        let place = usize::try_from(self.below(length)).unwrap_or_default();
        list.get(place).cloned().unwrap_or_default()
    }
}

/// A GUID from two numbers; different numbers, different GUIDs.
fn guid(first: u64, second: u64) -> String {
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        first >> 32,
        first >> 16 & 0xffff,
        first & 0xffff,
        second >> 48,
        second & 0xffff_ffff_ffff
    )
}

fn mixed(mut number: u64) -> u64 {
    number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}
