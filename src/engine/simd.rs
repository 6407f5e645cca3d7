//! The loops that go over every row, four to sixteen rows at a time.
//!
//! The module is compiled for size, at which loops are not turned into vector code: here it is spelled out. Elsewhere
//! the same is written plainly, and compilers turn it into vectors themselves.

#[cfg(not(target_arch = "wasm32"))]
use plain as lanes;
#[cfg(target_arch = "wasm32")]
use vectors as lanes;

/// Adds scores times a weight, which may be negative: its complement.
pub(super) fn add_scaled(sums: &mut [u32], weight: u32, scores: &[u16]) {
    let (sums, rest) = sums.as_chunks_mut::<8>();
    let (scores, last) = scores.as_chunks::<8>();
    for (sums, scores) in sums.iter_mut().zip(scores) {
        lanes::add_scaled(sums, weight, scores);
    }
    for (sum, score) in rest.iter_mut().zip(last) {
        *sum = sum.wrapping_add(weight.wrapping_mul(u32::from(*score)));
    }
}

/// The greatest of some numbers; 0 of none.
pub(super) fn greatest(numbers: &[u32]) -> u32 {
    let (chunks, rest) = numbers.as_chunks::<4>();
    let greatest = lanes::greatest(chunks);
    greatest.into_iter().chain(rest.iter().copied()).max().unwrap_or_default()
}

/// Keys below 128, a bit each.
pub(super) type Keys = [u8; 16];

/// What the first so many of eight pairs of a key and hundredths hold of some keys, and in all; `None` where one of
/// them is no such pair: its key is 128 or more, or it has more than 100 hundredths.
pub(super) fn hundredths(pairs: &[u8; 16], n_pairs: usize, keys: &Keys) -> Option<(u32, u32)> {
    lanes::hundredths(pairs, n_pairs, keys)
}

/// Numbers that are compared many at a time.
pub(super) trait Lane: Copy {
    /// Whether it is among the `width` numbers that begin with `from`.
    fn is_between(self, from: Self, width: Self) -> bool;
    /// The same of sixteen, the first in the lowest bit.
    fn which(numbers: &[Self; 16], from: Self, width: Self) -> u16;
}

impl Lane for u16 {
    fn is_between(self, from: Self, width: Self) -> bool {
        self.wrapping_sub(from) < width
    }

    fn which(numbers: &[Self; 16], from: Self, width: Self) -> u16 {
        lanes::halves_between(numbers, from, width)
    }
}

impl Lane for u32 {
    fn is_between(self, from: Self, width: Self) -> bool {
        self.wrapping_sub(from) < width
    }

    fn which(numbers: &[Self; 16], from: Self, width: Self) -> u16 {
        lanes::between(numbers, from, width)
    }
}

/// Which of at most 64 numbers are among the `width` that begin with `from`: the first in the lowest bit.
pub(super) fn between<T: Lane>(numbers: &[T], from: T, width: T) -> u64 {
    let (chunks, rest) = numbers.as_chunks::<16>();
    let mut word = 0;
    for (at, chunk) in chunks.iter().enumerate() {
        word |= u64::from(T::which(chunk, from, width)) << (at * 16);
    }
    for (at, number) in rest.iter().enumerate() {
        word |= u64::from(number.is_between(from, width)) << (chunks.len() * 16 + at);
    }
    word
}

#[cfg(target_arch = "wasm32")]
mod vectors {
    use core::arch::wasm32::{
        i8x16_narrow_i16x8, i16x8_narrow_i32x4, u8x16_bitmask, u8x16_swizzle, u16x8_gt, u16x8_lt, u16x8_ne,
        u16x8_shr, u16x8_splat, u16x8_sub, u32x4_add, u32x4_extadd_pairwise_u16x8, u32x4_extend_high_u16x8,
        u32x4_extend_low_u16x8, u32x4_extract_lane, u32x4_lt, u32x4_max, u32x4_mul, u32x4_shl, u32x4_shuffle,
        u32x4_splat, u32x4_sub, v128, v128_and, v128_any_true, v128_or,
    };

    use bytemuck::cast;

    use super::Keys;

    pub(super) fn hundredths(pairs: &[u8; 16], n_pairs: usize, keys: &Keys) -> Option<(u32, u32)> {
        let is_there = u16x8_lt(cast([0u16, 1, 2, 3, 4, 5, 6, 7]), u16x8_splat(n_pairs as u16));
        let pairs = v128_and(cast(*pairs), is_there);
        let (key, share) = (v128_and(pairs, u16x8_splat(0x7F)), u16x8_shr(pairs, 8));
        let is_large_key = v128_and(pairs, u16x8_splat(0x80));
        if v128_any_true(v128_or(is_large_key, u16x8_gt(share, u16x8_splat(100)))) {
            return None;
        }
        let bits = [1u8, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0];
        let bit = u8x16_swizzle(cast(bits), v128_and(key, u16x8_splat(7)));
        let eight = u8x16_swizzle(cast(*keys), u16x8_shr(key, 3));
        let is_held = v128_and(v128_and(eight, bit), u16x8_splat(0xFF));
        let inside = v128_and(share, u16x8_ne(is_held, u16x8_splat(0)));
        // Both sums side by side: neither is more than 800.
        let inside = u32x4_shl(u32x4_extadd_pairwise_u16x8(inside), 16);
        let sums = u32x4_add(u32x4_extadd_pairwise_u16x8(share), inside);
        let sums = u32x4_add(sums, u32x4_shuffle::<2, 3, 0, 1>(sums, sums));
        let sums = u32x4_add(sums, u32x4_shuffle::<1, 0, 3, 2>(sums, sums));
        let sum = u32x4_extract_lane::<0>(sums);
        Some((sum >> 16, sum & 0xFFFF))
    }

    pub(super) fn add_scaled(sums: &mut [u32; 8], weight: u32, scores: &[u16; 8]) {
        let (scores, weight) = (cast::<_, v128>(*scores), u32x4_splat(weight));
        let [low, high] = cast::<_, [v128; 2]>(*sums);
        let low = u32x4_add(low, u32x4_mul(u32x4_extend_low_u16x8(scores), weight));
        let high = u32x4_add(high, u32x4_mul(u32x4_extend_high_u16x8(scores), weight));
        *sums = cast([low, high]);
    }

    pub(super) fn greatest(numbers: &[[u32; 4]]) -> [u32; 4] {
        cast(numbers.iter().fold(u32x4_splat(0), |greatest, four| u32x4_max(greatest, cast(*four))))
    }

    pub(super) fn halves_between(numbers: &[u16; 16], from: u16, width: u16) -> u16 {
        let (from, width) = (u16x8_splat(from), u16x8_splat(width));
        let is_in = |eight: v128| u16x8_lt(u16x8_sub(eight, from), width);
        let [low, high] = cast::<_, [v128; 2]>(*numbers);
        u8x16_bitmask(i8x16_narrow_i16x8(is_in(low), is_in(high)))
    }

    pub(super) fn between(numbers: &[u32; 16], from: u32, width: u32) -> u16 {
        let (from, width) = (u32x4_splat(from), u32x4_splat(width));
        let is_in = |four: v128| u32x4_lt(u32x4_sub(four, from), width);
        let [a, b, c, d] = cast::<_, [v128; 4]>(*numbers);
        let (low, high) = (i16x8_narrow_i32x4(is_in(a), is_in(b)), i16x8_narrow_i32x4(is_in(c), is_in(d)));
        u8x16_bitmask(i8x16_narrow_i16x8(low, high))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod plain {
    use super::Keys;

    pub(super) fn hundredths(pairs: &[u8; 16], n_pairs: usize, keys: &Keys) -> Option<(u32, u32)> {
        let (mut inside, mut listed) = (0, 0);
        for [key, share] in pairs.as_chunks::<2>().0.iter().take(n_pairs) {
            if *key >= 128 || *share > 100 {
                return None;
            }
            listed += u32::from(*share);
            inside += u32::from(*share) * u32::from(keys[usize::from(key / 8)] >> (key % 8) & 1);
        }
        Some((inside, listed))
    }

    pub(super) fn add_scaled(sums: &mut [u32; 8], weight: u32, scores: &[u16; 8]) {
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum = sum.wrapping_add(weight.wrapping_mul(u32::from(*score)));
        }
    }

    pub(super) fn greatest(numbers: &[[u32; 4]]) -> [u32; 4] {
        let mut greatest = [0; 4];
        for four in numbers {
            for (greatest, number) in greatest.iter_mut().zip(four) {
                *greatest = (*greatest).max(*number);
            }
        }
        greatest
    }

    pub(super) fn halves_between(numbers: &[u16; 16], from: u16, width: u16) -> u16 {
        which(numbers, |number| number.wrapping_sub(from) < width)
    }

    pub(super) fn between(numbers: &[u32; 16], from: u32, width: u32) -> u16 {
        which(numbers, |number| number.wrapping_sub(from) < width)
    }

    fn which<T: Copy>(numbers: &[T; 16], is_in: impl Fn(T) -> bool) -> u16 {
        numbers.iter().enumerate().fold(0, |word, (at, number)| word | u16::from(is_in(*number)) << at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_summed_as_far_as_they_go() {
        let mut keys: Keys = [0; 16];
        for key in [3u8, 8, 127] {
            keys[usize::from(key / 8)] |= 1 << (key % 8);
        }
        let pairs = [3, 100, 4, 50, 8, 7, 127, 1, 0, 0, 11, 100, 128, 1, 5, 101];
        let sums = [(0, 0), (100, 100), (100, 150), (107, 157), (108, 158), (108, 158), (108, 258)];
        for (n_pairs, sum) in sums.into_iter().enumerate() {
            assert_eq!(hundredths(&pairs, n_pairs, &keys), Some(sum), "{n_pairs}");
        }
        // A key that takes two bytes, and a share that is none in hundredths.
        assert_eq!(hundredths(&pairs, 7, &keys), None);
        let pairs = pairs.map(|byte| if byte == 128 { 9 } else { byte });
        assert_eq!(hundredths(&pairs, 7, &keys), Some((108, 259)));
        assert_eq!(hundredths(&pairs, 8, &keys), None);
        assert_eq!(hundredths(&[100; 16], 8, &[0xFF; 16]), Some((800, 800)));
    }

    #[test]
    fn vectors_say_what_numbers_one_by_one_say() {
        for len in [0, 1, 7, 8, 16, 17, 63, 64] {
            let numbers: Vec<u32> = (0..len).map(|at| at * at * 37 % 101).collect();
            let scores: Vec<u16> = (0..len as u16).map(|at| at * 13 % 1000).collect();
            assert_eq!(greatest(&numbers), numbers.iter().copied().max().unwrap_or(0));
            for (from, width) in [(0, 0), (0, 1), (30, 40), (50, 1000), (7, u32::MAX)] {
                let bits = between(&numbers, from, width);
                for (at, number) in numbers.iter().enumerate() {
                    assert_eq!(
                        bits >> at & 1 == 1,
                        number.wrapping_sub(from) < width,
                        "{from} {width} {number}"
                    );
                }
                let halves: Vec<u16> = numbers.iter().map(|number| 65_500 + *number as u16 % 30).collect();
                let (from, width) = (65_500 + from as u16 % 30, width as u16);
                let bits = between(&halves, from, width);
                for (at, number) in halves.iter().enumerate() {
                    assert_eq!(bits >> at & 1 == 1, number.wrapping_sub(from) < width);
                }
            }
            for weight in [0, 1, 255, 20u32.wrapping_neg()] {
                let mut sums = numbers.clone();
                add_scaled(&mut sums, weight, &scores);
                for ((sum, number), score) in sums.iter().zip(&numbers).zip(&scores) {
                    assert_eq!(*sum, number.wrapping_add(weight.wrapping_mul((*score).into())));
                }
            }
        }
    }
}
