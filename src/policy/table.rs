//! Decision tables as their author writes them.

use crate::{
    policy::Cell,
    vocab::{FactId, RowId, RuleId, TableId},
};

/// How many rows of a table speak, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPolicy {
    /// `U`: exactly one row holds.
    Unique,
    /// `A`: any row that holds; all that hold agree.
    Any,
    /// `F`: the first row that holds.
    First,
    /// `C`: every row that holds; what they say has no order of its own.
    Collect,
    /// `R`: every row that holds; what they say comes in the order of the rows, once each.
    RuleOrder,
}

impl HitPolicy {
    /// Reads DMN's letter.
    pub fn parse(letter: &str) -> Option<Self> {
        match letter {
            "U" => Some(Self::Unique),
            "A" => Some(Self::Any),
            "F" => Some(Self::First),
            "C" => Some(Self::Collect),
            "R" => Some(Self::RuleOrder),
            _ => None,
        }
    }

    /// Whether any number of rows may speak, none included.
    pub fn collects(self) -> bool {
        matches!(self, Self::Collect | Self::RuleOrder)
    }
}

/// What a row concludes in one output.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A word, such as a decision.
    Text(String),
    /// A count, such as hours.
    Number(u32),
    /// Yes or no.
    Flag(bool),
    /// Several words in order, such as procedures.
    List(Vec<String>),
    /// Named parts, such as a response with its hours and severity.
    Record(Vec<(String, Value)>),
}

impl Value {
    /// The word, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The words, if it is a list.
    pub fn list(&self) -> &[String] {
        match self {
            Self::List(list) => list,
            _ => &[],
        }
    }

    /// A named part of a record.
    pub fn part(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Record(parts) => parts
                .iter()
                .find(|(it, _)| it == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}

/// One of the points of a verdict that a reason carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Who resolves it.
    Resolver,
    /// Through which channel.
    Channel,
    /// Under which entitlement.
    Entitlement,
    /// At what fee.
    Fee,
    /// How soon the first answer comes.
    Response,
    /// What must be in place.
    Prerequisites,
    /// What to say.
    Say,
    /// A side note.
    Note,
}

impl Point {
    /// Every point, in the order of the verdict.
    pub const ALL: [Self; 8] = [
        Self::Resolver,
        Self::Channel,
        Self::Entitlement,
        Self::Fee,
        Self::Response,
        Self::Prerequisites,
        Self::Say,
        Self::Note,
    ];

    /// Its name in a playbook and in the wording.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resolver => "resolver",
            Self::Channel => "channel",
            Self::Entitlement => "entitlement",
            Self::Fee => "fee",
            Self::Response => "response",
            Self::Prerequisites => "prerequisites",
            Self::Say => "say",
            Self::Note => "note",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// A row: when all its cells hold, it concludes its values, on the ground of its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name, unique in the table.
    pub id: RowId,
    /// Column and cell; a column not named here holds always.
    pub when: Vec<(String, Cell)>,
    /// One value an output, in the order of the table's outputs.
    pub then: Vec<Value>,
    /// The rules that justify it.
    pub rules: Vec<RuleId>,
    /// The point of the verdict that a reason carries.
    pub point: Option<Point>,
    /// The facts on which a reason rests.
    pub rests: Vec<FactId>,
    /// Whether the statement combines several documented rules.
    pub derived: bool,
}

/// A decision table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub id: TableId,
    /// Which rows speak.
    pub hit: HitPolicy,
    /// Facts and outputs of earlier tables that its rows test, in reading order.
    pub columns: Vec<String>,
    /// The names of what its rows conclude.
    pub outputs: Vec<String>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

#[cfg(test)]
mod tests {
    use super::{HitPolicy, Point, Value};

    #[test]
    fn a_value_is_read_as_what_it_is_and_as_nothing_else() {
        let text = Value::Text("plan".to_owned());
        let list = Value::List(vec!["P1".to_owned(), "P2".to_owned()]);
        let hours = Value::Number(4);
        let record = Value::Record(vec![
            ("kind".to_owned(), text.clone()),
            ("hours".to_owned(), hours.clone()),
        ]);
        assert_eq!(text.text(), Some("plan"));
        assert_eq!(list.list(), ["P1", "P2"]);
        assert_eq!(record.part("kind"), Some(&text));
        assert_eq!(record.part("hours"), Some(&hours));
        assert_eq!(record.part("starts"), None);
        for value in [&list, &hours, &record] {
            assert_eq!(value.text(), None);
        }
        for value in [&text, &hours, &record] {
            assert!(value.list().is_empty());
        }
        for value in [&text, &list, &hours] {
            assert_eq!(value.part("kind"), None);
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for point in Point::ALL {
            assert_eq!(Point::parse(point.name()), Some(point));
        }
        assert_eq!(Point::parse("nothing"), None);
        for (letter, policy) in [
            ("U", Some(HitPolicy::Unique)),
            ("A", Some(HitPolicy::Any)),
            ("F", Some(HitPolicy::First)),
            ("C", Some(HitPolicy::Collect)),
            ("R", Some(HitPolicy::RuleOrder)),
            ("P", None),
            ("u", None),
        ] {
            assert_eq!(HitPolicy::parse(letter), policy, "`{letter}`");
        }
    }
}
