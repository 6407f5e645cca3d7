//! `cargo xtask icons`: public/icon.svg as the pictures that some systems ask for instead.
//!
//! Chromium draws them. They are kept in public/, so that a build needs no browser.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};

use crate::options::Options;
use crate::process::{command, say};
use crate::project;
use crate::setup::browser;

/// A picture made of the icon.
struct Picture {
    name: &'static str,
    /// Width and height, in pixels.
    size: u16,
    /// How much of the picture the drawing takes.
    part: f64,
    /// Whether paper fills the corners, because the system cuts the shape itself.
    bleeds: bool,
}

const PICTURES: [Picture; 5] = [
    Picture { name: "favicon.ico", size: 32, part: 1.0, bleeds: false },
    Picture { name: "icon-192.png", size: 192, part: 1.0, bleeds: false },
    Picture { name: "icon-512.png", size: 512, part: 1.0, bleeds: false },
    // A mask keeps a circle of 40 % radius at least; the drawing's corners lie 18 of 32 units from its center.
    Picture { name: "icon-maskable-512.png", size: 512, part: 0.7, bleeds: true },
    Picture { name: "apple-touch-icon.png", size: 180, part: 0.9, bleeds: true },
];

/// The center of the drawing, in the icon's 32 units; it is not that of its paper.
const CENTER: (f64, f64) = (17.5, 16.0);
/// The icon's paper.
const PAPER: &str = "#faf8f3";

pub(crate) fn task(options: Options) -> Result<()> {
    options.none()?;
    let chromium = browser::chromium()?;
    let profile = browser::profile(&project::site())?;
    let public = project::root().join("public");
    let icon = public.join("icon.svg");
    for picture in &PICTURES {
        say(format!("Drawing {}", picture.name));
        let page = profile.join("icon.html");
        fs::write(&page, html(picture, &icon))?;
        let shot = profile.join("icon.png");
        let status = command(&chromium)
            .args(browser::switches()?)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--window-size={0},{0}", picture.size))
            .arg(format!("--screenshot={}", shot.display()))
            .args(["--hide-scrollbars", "--default-background-color=00000000"])
            .arg(&page)
            .stderr(Stdio::null())
            .status()?;
        ensure!(status.success(), "Chromium can't draw {}", picture.name);
        let png = fs::read(&shot).with_context(|| format!("Chromium left no picture {}", picture.name))?;
        let is_ico = Path::new(picture.name).extension().is_some_and(|kind| kind == "ico");
        fs::write(public.join(picture.name), if is_ico { ico(&png, picture.size) } else { png })?;
    }
    fs::remove_dir_all(profile).ok();
    Ok(())
}

/// A page that shows nothing but the picture.
fn html(picture: &Picture, icon: &Path) -> String {
    let Picture { size, part, bleeds, .. } = *picture;
    let size = f64::from(size);
    let side = size * part;
    let (left, top) = if bleeds {
        (size / 2.0 - side * CENTER.0 / 32.0, size / 2.0 - side * CENTER.1 / 32.0)
    } else {
        (0.0, 0.0)
    };
    let paper = if bleeds { PAPER } else { "transparent" };
    format!(
        "<!doctype html><body style=\"margin:0;background:{paper}\"><img src=\"file://{}\" \
         style=\"position:absolute;left:{left}px;top:{top}px;width:{side}px;height:{side}px\">",
        icon.display()
    )
}

/// A PNG picture in the form of .ico files: a header of 6 bytes, an entry of 16, the picture.
fn ico(png: &[u8], size: u16) -> Vec<u8> {
    let side = u8::try_from(size).unwrap_or(0); // 0 stands for 256
    let length = u32::try_from(png.len()).unwrap_or(u32::MAX);
    let mut out = vec![0, 0, 1, 0, 1, 0, side, side, 0, 0, 1, 0, 32, 0];
    out.extend(length.to_le_bytes());
    out.extend(22_u32.to_le_bytes());
    out.extend(png);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ico_file_says_where_its_picture_is() {
        let file = ico(b"picture", 32);
        assert_eq!(file[..4], [0, 0, 1, 0]);
        assert_eq!((file[6], file[7]), (32, 32));
        let at = u32::from_le_bytes(file[18..22].try_into().unwrap()) as usize;
        let length = u32::from_le_bytes(file[14..18].try_into().unwrap()) as usize;
        assert_eq!(&file[at..at + length], b"picture");
    }

    #[test]
    fn a_mask_keeps_the_whole_drawing() {
        let farthest = (13.5_f64.powi(2) + 12.0_f64.powi(2)).sqrt() / 32.0;
        for picture in PICTURES.iter().filter(|picture| picture.name.contains("maskable")) {
            assert!(picture.part * farthest <= 0.4, "{} shows outside of the mask", picture.name);
        }
    }
}
