//! Hashing of references inside an arena of diagrams.

use std::hash::Hasher;

/// A quick hash for small integers; the keys come from our own arena, never from outside.
#[derive(Default)]
pub struct Fold(u64);

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        // Multiplication by a large odd number spreads low bits upwards, the rotation brings them back.
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::Fold;
    use crate::policy::{Diagrams, Function};
    use std::{
        collections::{BTreeMap, BTreeSet},
        hash::{Hash, Hasher},
    };

    fn hash(key: impl Hash) -> u64 {
        let mut fold = Fold::default();
        key.hash(&mut fold);
        fold.finish()
    }

    #[test]
    fn small_keys_have_hashes_of_their_own() {
        let mut hashes = BTreeSet::new();
        for one in 0..32_u32 {
            for two in 0..32_usize {
                for three in 0..32_u8 {
                    hashes.insert(hash((one, two, [three])));
                }
            }
        }
        assert_eq!(hashes.len(), 32 * 32 * 32);
        // Maps take their buckets from the low bits and tell entries of a bucket apart by the highest.
        let low: BTreeSet<_> = hashes.iter().map(|it| it & 0xffff).collect();
        let high: BTreeSet<_> = hashes.iter().map(|it| it >> 57).collect();
        assert!(low.len() > 1 << 14, "{}", low.len());
        assert_eq!(high.len(), 128);
    }

    /// The values of a random function, scattered over all that there are.
    fn scattered(n: u32) -> u32 {
        let it = n.wrapping_mul(0x9e37_79b1);
        (it ^ it >> 15).wrapping_mul(0x85eb_ca77) >> 1
    }

    /// Of a fact and its first child the hash, turned as the second child finds it.
    fn turned(child: u32) -> u64 {
        let mut fold = Fold::default();
        fold.write_usize(0);
        fold.write_u32(child);
        fold.finish().rotate_left(5)
    }

    #[test]
    fn functions_of_the_same_hash_stay_apart() {
        // Children after which the hashes differ in low bits alone, and second children that differ in the same bits.
        let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
        let mut children = (0..1 << 20).map(scattered);
        let pair = children.find_map(|it| Some((seen.insert(turned(it) >> 31, it)?, it)));
        let (one, other) = pair.unwrap_or_default();
        let differing = u32::try_from(turned(one) ^ turned(other)).unwrap_or_default();
        assert_ne!(differing, 0);
        let mut diagrams = Diagrams::with_limit(10);
        for (first, second) in [(one, 0), (other, differing)] {
            let asked = diagrams.ask(0, &[first, second].map(Function::constant));
            let values = [0, 1].map(|class| diagrams.evaluate(asked, &[class]));
            assert_eq!(values, [first, second]);
        }
        assert_eq!(diagrams.n_nodes(), 2);
    }
}
