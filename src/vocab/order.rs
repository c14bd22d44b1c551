//! Sorting, made once and not once a type: a sort of its own for every list would weigh more than the pages that show them.

use std::cmp::Ordering;

/// Sorts a list, keeping those that compare equal in their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(
        items.len(),
        &|one, other| match (items.get(one), items.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        },
    );
    for at in 0..places.len() {
        // What stood further ahead has been moved to where the item came from that took its place.
        let mut from = at;
        loop {
            from = places.get(from).copied().unwrap_or(at);
            if from >= at {
                break;
            }
        }
        items.swap(at, from);
    }
}

/// Which item comes at each place.
fn places(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..n).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn sorts_like_the_standard_library() {
        let mut numbers: Vec<(u32, usize)> = (0..100)
            .map(|at| ((at * 37 + at * at) % 11, at as usize))
            .collect();
        let mut expected = numbers.clone();
        expected.sort_by_key(|it| std::cmp::Reverse(it.0));
        sort_by(&mut numbers, |one, other| other.0.cmp(&one.0));
        assert_eq!(numbers, expected);
    }
}
