//! One customer's problem, from the first answer to the ticket number.

use crate::{
    casework::{Draft, Filing, Organisation},
    facts::{Answer, Catalogue, Known, Origin, Source},
    flow::Transcript,
    vocab::{FactId, Moment},
};

/// The name of a case on this device; random, so that it says nothing about the customer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseId(String);

impl CaseId {
    /// Reads a name: 4 to 40 lower-case letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let right = (4..=40).contains(&text.len())
            && text
                .bytes()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
        right.then(|| Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The customer of a case, as far as pages need it without asking the portal again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerRef {
    /// Tenant id.
    pub id: String,
    /// Company name.
    pub name: String,
    /// Primary domain; empty where no portal told it.
    pub domain: String,
}

impl CustomerRef {
    /// What tells the customer from others of its name: the domain, or the tenant id where that is not known.
    pub fn handle(&self) -> &str {
        if self.domain.is_empty() {
            &self.id
        } else {
            &self.domain
        }
    }
}

/// Which record told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// The desk's own setting: which cloud's portals it talks to.
    Setting,
    /// The customer's record or subscriptions in Partner Center.
    Customer,
    /// The customer's delegated admin relationships.
    Relationships,
}

impl Record {
    /// All records.
    pub const ALL: [Self; 3] = [Self::Setting, Self::Customer, Self::Relationships];

    /// Its name, as it is saved.
    pub fn name(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Customer => "customer",
            Self::Relationships => "relationships",
        }
    }
}

/// Something a portal told, with what it leaves possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The fact.
    pub fact: FactId,
    /// The values still possible; one settles it.
    pub values: Vec<String>,
    /// Which record told it.
    pub record: Record,
    /// When it was read.
    pub at: Moment,
}

impl Told {
    fn origin(&self) -> Origin {
        match self.record {
            Record::Setting | Record::Customer => Origin::Portal(self.at),
            Record::Relationships => Origin::Relationships(self.at),
        }
    }
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name on this device.
    pub id: CaseId,
    /// Whose problem it is; none when it is the partner's own.
    pub customer: Option<CustomerRef>,
    /// When it was opened.
    pub opened: Moment,
    /// When it was last changed.
    pub changed: Moment,
    /// The answers.
    pub transcript: Transcript,
    /// What the portal told.
    pub told: Vec<Told>,
    /// The request being written.
    pub draft: Draft,
    /// How many steps of the walk-through are ticked off.
    pub n_ticked: usize,
    /// What became of it.
    pub filing: Filing,
}

impl Case {
    /// A new case without answers.
    pub fn open(id: CaseId, customer: Option<CustomerRef>, now: Moment) -> Self {
        Self {
            id,
            customer,
            opened: now,
            changed: now,
            transcript: Transcript::default(),
            told: Vec::new(),
            draft: Draft::default(),
            n_ticked: 0,
            filing: Filing::NotFiled,
        }
    }

    /// What is known without asking: from the portals, where the playbook takes the fact from them, the organisation and the clock.
    pub fn given(&self, catalogue: &Catalogue, organisation: &Organisation) -> Known {
        self.given_by(self.told.iter(), catalogue, organisation)
    }

    /// What would be known without asking, had no portal told anything.
    pub fn given_without_portals(
        &self,
        catalogue: &Catalogue,
        organisation: &Organisation,
    ) -> Known {
        let told = self.told.iter();
        let told = told.filter(|it| it.record == Record::Setting);
        self.given_by(told, catalogue, organisation)
    }

    fn given_by<'a>(
        &self,
        told: impl Iterator<Item = &'a Told>,
        catalogue: &Catalogue,
        organisation: &Organisation,
    ) -> Known {
        let mut known = Known::default();
        for told in told {
            let fact = catalogue.get(told.fact.as_str());
            if fact.is_some_and(|it| it.from.contains(&Source::Portal)) {
                known.narrow(catalogue, &told.fact, &told.values, told.origin());
            }
        }
        organisation.tell(catalogue, &mut known);
        for fact in catalogue
            .facts()
            .iter()
            .filter(|it| it.from.contains(&Source::Clock))
        {
            if let Some(date) = self.opened.date() {
                known.settle(catalogue, &fact.id, Answer::Date(date), Origin::Clock);
            }
        }
        known
    }

    /// The name under which a ticket of this case is filed, so that in a subscription there is one, whoever files it how often. Only where the
    /// portal has begun one and failed the next has a name of its own. It is random like the case's own and says nothing about the customer.
    pub fn ticket_name(&self) -> String {
        ["desk-", self.id.as_str()].concat()
    }

    /// Takes what the portal told in place of what it told before.
    pub fn learn(&mut self, told: Vec<Told>) {
        self.told = told;
    }
}
