//! Plural categories of the five languages, by the rules of Unicode CLDR 47.

/// A plural category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Zero, in languages that have a form for it.
    Zero,
    /// One.
    One,
    /// Two, in languages that have a form for it.
    Two,
    /// Few.
    Few,
    /// Many; in Czech only fractions.
    Many,
    /// Everything else.
    Other,
}

impl Category {
    /// The category of a name in a message; everything else where there is none of that name.
    pub fn of_name(name: &str) -> Self {
        match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }

    /// Its name in a message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The category of a number in a language; languages not listed count as English does.
pub fn category(language: &str, number: f64) -> Category {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts are small and positive"
    )]
    let whole = number.abs().trunc() as u64;
    let is_whole = number.fract().abs() < f64::EPSILON;
    let is_one = is_whole && whole == 1;
    let is_few = is_whole && (2..=4).contains(&(whole % 10)) && !(12..=14).contains(&(whole % 100));
    let is_russian_one = is_whole && whole % 10 == 1 && whole % 100 != 11;
    match language.split('-').next().unwrap_or_default() {
        "ru" if is_russian_one => Category::One,
        "pl" | "ru" if is_few => Category::Few,
        "cs" if is_whole && (2..=4).contains(&whole) => Category::Few,
        "cs" if !is_whole => Category::Many,
        "pl" | "ru" if is_whole && !is_one => Category::Many,
        _ if is_one => Category::One,
        _ => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn numbers_fall_into_the_categories_of_cldr() {
        let numbers = [
            0.0, 1.0, 2.0, 4.0, 5.0, 11.0, 12.0, 14.0, 21.0, 22.0, 25.0, 101.0, 111.0, 112.0, 1.5,
        ];
        for (language, expected) in [
            (
                "en",
                "other one other other other other other other other other other other other other other",
            ),
            (
                "hu",
                "other one other other other other other other other other other other other other other",
            ),
            (
                "pl",
                "many one few few many many many many many few many many many many other",
            ),
            (
                "cs",
                "other one few few other other other other other other other other other other many",
            ),
            (
                "ru",
                "many one few few many many many many one few many one many many other",
            ),
        ] {
            let found: Vec<_> = numbers
                .iter()
                .map(|it| category(language, *it).name())
                .collect();
            assert_eq!(found.join(" "), expected, "{language}");
        }
    }
}
