//! A pictogram for every command, so that a sheet on the wall is found without reading: black shapes on a
//! grid of 24 units, drawn by ourselves.

use super::canvas::{Area, CAPITALS, Canvas, Ink, Side, Type};
use super::faces::Weight;
use domain::code::Command;

/// Of the lines, in units.
const LINE: f32 = 2.4;
const GRID: f32 = 24.0;

type Place = (f32, f32);

enum Part {
    /// A line with round ends and corners.
    Line(&'static [Place]),
    /// A line that cuts through what lies below it.
    Cut(&'static [Place]),
    /// Middle, radius, from and to in degrees, clockwise from the right.
    Arc(Place, f32, f32, f32),
    Disc(Place, f32),
    /// Filled; of two that lie in each other the inner one is a hole.
    Solid(&'static [&'static [Place]]),
    /// Letters in the middle of the grid, their capitals so many units high.
    Letters(&'static str, f32),
}

use Part::{Arc, Cut, Disc, Letters, Line, Solid};

/// In this square.
pub(crate) fn draw(canvas: &mut Canvas, command: Command, area: Area) {
    let unit = area.width / GRID;
    let at = |(x, y): Place| (area.x + x * unit, area.y + y * unit);
    for part in parts(command) {
        match part {
            Line(points) => line(canvas, Ink::Black, LINE, points, &at),
            Cut(points) => {
                line(canvas, Ink::White, LINE * 2.6, points, &at);
                line(canvas, Ink::Black, LINE, points, &at);
            }
            Arc(middle, radius, from, to) => {
                line(canvas, Ink::Black, LINE, &arc(*middle, *radius, *from, *to), &at);
            }
            Disc(middle, radius) => {
                canvas.shape(Ink::Black, &[disc(*middle, *radius).into_iter().map(at).collect()]);
            }
            Solid(rings) => {
                let placed = |ring: &&[Place]| ring.iter().copied().map(at).collect();
                let rings: Vec<Vec<Place>> = rings.iter().map(placed).collect();
                canvas.shape(Ink::Black, &rings);
            }
            Letters(letters, capitals) => {
                let size_pt = capitals * unit / CAPITALS * 72.0 / 25.4;
                let kind = Type { size_pt, weight: Weight::Bold, ink: Ink::Black };
                canvas.text(Side::Middle, at((12.0, 12.0 + capitals / 2.0)), kind, letters);
            }
        }
    }
}

fn line(canvas: &mut Canvas, ink: Ink, thickness: f32, points: &[Place], at: &impl Fn(Place) -> Place) {
    for pair in points.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let length = (bx - ax).hypot(by - ay).max(0.001);
        let (dx, dy) = ((by - ay) / length * thickness / 2.0, (ax - bx) / length * thickness / 2.0);
        let bar = [(ax + dx, ay + dy), (bx + dx, by + dy), (bx - dx, by - dy), (ax - dx, ay - dy)];
        canvas.shape(ink, &[bar.into_iter().map(at).collect()]);
    }
    for point in points {
        canvas.shape(ink, &[disc(*point, thickness / 2.0).into_iter().map(at).collect()]);
    }
}

fn disc(middle: Place, radius: f32) -> Vec<Place> {
    arc(middle, radius, 0.0, 345.0)
}

/// A point every 15 degrees.
fn arc((x, y): Place, radius: f32, from: f32, to: f32) -> Vec<Place> {
    let steps = ((to - from) / 15.0).round().max(1.0) as usize;
    let angle = |step: usize| (from + (to - from) * step as f32 / steps as f32).to_radians();
    (0..=steps).map(|step| (x + radius * angle(step).cos(), y + radius * angle(step).sin())).collect()
}

const TRAY: Part = Line(&[(3.0, 13.0), (3.0, 20.5), (21.0, 20.5), (21.0, 13.0)]);
const SLASH: Part = Cut(&[(3.0, 21.0), (21.0, 3.0)]);
const CIRCLE: Part = Arc((12.0, 12.0), 9.6, 0.0, 360.0);

/// What it shows.
fn parts(command: Command) -> &'static [Part] {
    match command {
        Command::Undo => &[
            Line(&[(7.0, 8.5), (15.0, 8.5)]),
            Arc((15.0, 13.75), 5.25, -90.0, 90.0),
            Line(&[(15.0, 19.0), (7.0, 19.0)]),
            Solid(&[&[(1.5, 8.5), (9.0, 2.5), (9.0, 14.5)]]),
        ],
        Command::Done => &[Line(&[(3.5, 13.0), (9.5, 19.0), (20.5, 5.5)])],
        Command::Cancel => &[Line(&[(5.0, 5.0), (19.0, 19.0)]), Line(&[(19.0, 5.0), (5.0, 19.0)])],
        Command::Choose => &[
            Disc((4.0, 5.5), 1.9),
            Disc((4.0, 12.0), 1.9),
            Disc((4.0, 18.5), 1.9),
            Line(&[(10.0, 5.5), (21.0, 5.5)]),
            Line(&[(10.0, 12.0), (21.0, 12.0)]),
            Line(&[(10.0, 18.5), (21.0, 18.5)]),
        ],
        Command::Park => &[TRAY, Letters("?", 12.0)],
        Command::Reprint => &[
            Solid(&[
                &[(2.5, 9.0), (21.5, 9.0), (21.5, 18.0), (2.5, 18.0)],
                &[(7.0, 13.5), (17.0, 13.5), (17.0, 18.0), (7.0, 18.0)],
            ]),
            Line(&[(7.5, 8.0), (7.5, 3.0), (16.5, 3.0), (16.5, 8.0)]),
            Line(&[(7.5, 16.0), (7.5, 21.5), (16.5, 21.5), (16.5, 16.0)]),
        ],
        Command::Enter => &[
            Line(&[(20.0, 4.0), (20.0, 13.5), (8.0, 13.5)]),
            Solid(&[&[(1.5, 13.5), (9.0, 7.5), (9.0, 19.5)]]),
        ],
        Command::Hold => &[Solid(&[
            &[
                (7.6, 1.5),
                (16.4, 1.5),
                (22.5, 7.6),
                (22.5, 16.4),
                (16.4, 22.5),
                (7.6, 22.5),
                (1.5, 16.4),
                (1.5, 7.6),
            ],
            &[(6.0, 10.3), (18.0, 10.3), (18.0, 13.7), (6.0, 13.7)],
        ])],
        Command::NoLot => &[
            Line(&[(3.0, 3.5), (12.5, 3.5), (21.0, 12.0), (12.5, 20.5), (3.0, 11.5), (3.0, 3.5)]),
            Disc((8.0, 8.3), 1.7),
            SLASH,
        ],
        Command::NoDate => &[
            Line(&[(3.5, 5.5), (20.5, 5.5), (20.5, 20.5), (3.5, 20.5), (3.5, 5.5)]),
            Line(&[(3.5, 10.0), (20.5, 10.0)]),
            Line(&[(8.0, 2.5), (8.0, 6.0)]),
            Line(&[(16.0, 2.5), (16.0, 6.0)]),
            SLASH,
        ],
        Command::Help => &[CIRCLE, Letters("?", 10.5)],
        Command::Where => {
            &[Solid(&[&[(4.6, 11.0), (19.4, 11.0), (12.0, 23.0)]]), Arc((12.0, 9.0), 6.6, 0.0, 360.0)]
        }
        Command::Info => &[CIRCLE, Letters("i", 10.5)],
        Command::SwitchUser => &[
            Disc((7.0, 6.0), 3.4),
            Solid(&[&[(1.5, 17.0), (2.4, 13.4), (4.8, 11.0), (9.2, 11.0), (11.6, 13.4), (12.5, 17.0)]]),
            Disc((17.0, 11.0), 3.4),
            Solid(&[&[(11.5, 22.0), (12.4, 18.4), (14.8, 16.0), (19.2, 16.0), (21.6, 18.4), (22.5, 22.0)]]),
        ],
        Command::Lock => &[
            Solid(&[
                &[(4.0, 10.5), (20.0, 10.5), (20.0, 22.0), (4.0, 22.0)],
                &[(10.8, 14.0), (13.2, 14.0), (13.2, 18.5), (10.8, 18.5)],
            ]),
            Arc((12.0, 8.0), 5.0, 180.0, 360.0),
            Line(&[(7.0, 8.0), (7.0, 11.0)]),
            Line(&[(17.0, 8.0), (17.0, 11.0)]),
        ],
        Command::ReportProblem => &[
            Line(&[(12.0, 2.5), (22.0, 20.5), (2.0, 20.5), (12.0, 2.5)]),
            Line(&[(12.0, 9.5), (12.0, 13.5)]),
            Disc((12.0, 17.2), 1.5),
        ],
        Command::Receive => {
            &[TRAY, Line(&[(12.0, 2.5), (12.0, 9.0)]), Solid(&[&[(6.0, 8.5), (18.0, 8.5), (12.0, 16.5)]])]
        }
        Command::Move => &[
            Line(&[(3.0, 7.5), (14.0, 7.5)]),
            Solid(&[&[(13.5, 2.0), (22.0, 7.5), (13.5, 13.0)]]),
            Line(&[(21.0, 16.5), (10.0, 16.5)]),
            Solid(&[&[(10.5, 11.0), (2.0, 16.5), (10.5, 22.0)]]),
        ],
        Command::Adjust => &[
            Line(&[(12.0, 2.5), (12.0, 13.5)]),
            Line(&[(6.5, 8.0), (17.5, 8.0)]),
            Line(&[(6.5, 19.5), (17.5, 19.5)]),
        ],
        Command::Count => &[
            Line(&[(4.5, 4.0), (4.5, 20.0)]),
            Line(&[(9.5, 4.0), (9.5, 20.0)]),
            Line(&[(14.5, 4.0), (14.5, 20.0)]),
            Line(&[(19.5, 4.0), (19.5, 20.0)]),
            Line(&[(2.0, 17.0), (22.0, 7.0)]),
        ],
        Command::Point => &[Disc((12.0, 18.0), 2.6)],
        Command::Digit0 => &[Letters("0", 20.0)],
        Command::Digit1 => &[Letters("1", 20.0)],
        Command::Digit2 => &[Letters("2", 20.0)],
        Command::Digit3 => &[Letters("3", 20.0)],
        Command::Digit4 => &[Letters("4", 20.0)],
        Command::Digit5 => &[Letters("5", 20.0)],
        Command::Digit6 => &[Letters("6", 20.0)],
        Command::Digit7 => &[Letters("7", 20.0)],
        Command::Digit8 => &[Letters("8", 20.0)],
        Command::Digit9 => &[Letters("9", 20.0)],
        Command::Times6 => &[Letters("×6", 13.0)],
        Command::Times12 => &[Letters("×12", 13.0)],
        Command::Times24 => &[Letters("×24", 13.0)],
    }
}
