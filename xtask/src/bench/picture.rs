//! The ratios as bars.

use super::report::ratio;
use super::results::Row;

const WIDTH: usize = 860;
const LABELS: usize = 400;
const HEIGHT_OF_ROW: usize = 24;
/// Below the last row, for the scale.
const FOOT: usize = 44;
/// What the longest bar leaves at the right, for its number.
const MARGIN: usize = 50;

/// A picture of a bar for each row, as long as the logarithm of its ratio; to the left of the line at 1 where Tinsmith
/// needs more. It sets the colour of its texts for light and dark pages alike.
pub(super) fn bars(rows: &[(&str, &Row)]) -> String {
    let ratios: Vec<(&str, f64)> = rows.iter().filter_map(|(label, row)| Some((*label, row.ratio()?))).collect();
    let least = ratios.iter().map(|(_, ratio)| *ratio).fold(1.0, f64::min);
    let most = ratios.iter().map(|(_, ratio)| *ratio).fold(10.0, f64::max);
    let at = |ratio: f64| {
        let share = (ratio / least).ln() / (most / least).ln();
        LABELS as f64 + share * (WIDTH - LABELS - MARGIN) as f64
    };
    let bottom = ratios.len() * HEIGHT_OF_ROW + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" width=\"{WIDTH}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>How many times as much the AWS SDK for Rust needs</title>\n\
         <style>\n\
         text {{ fill: #1f2328; }}\n\
         rect {{ fill: #2f81c7; }}\n\
         line {{ stroke: #8b949e; stroke-opacity: 0.4; }}\n\
         @media (prefers-color-scheme: dark) {{ text {{ fill: #e6edf3; }} }}\n\
         </style>\n",
        bottom + FOOT,
    );
    for mark in [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].into_iter().filter(|mark| *mark <= most) {
        let x = at(mark);
        svg += &format!("<line x1=\"{x:.1}\" y1=\"4\" x2=\"{x:.1}\" y2=\"{bottom}\"/>\n");
        svg += &format!("<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{mark}×</text>\n", bottom + 16);
    }
    for (index, (label, value)) in ratios.iter().enumerate() {
        let (top, baseline) = (index * HEIGHT_OF_ROW + 8, index * HEIGHT_OF_ROW + 21);
        let (from, to) = (at(value.min(1.0)), at(value.max(1.0)));
        let text = escaped(label);
        svg += &format!("<text x=\"{}\" y=\"{baseline}\" text-anchor=\"end\">{text}</text>\n", LABELS - 10);
        svg += &format!("<rect x=\"{from:.1}\" y=\"{top}\" width=\"{:.1}\" height=\"16\" rx=\"2\"/>\n", to - from);
        svg += &format!("<text x=\"{:.1}\" y=\"{baseline}\">{}</text>\n", to + 6.0, ratio(*value));
    }
    let title = "how many times as much the AWS SDK for Rust needs, on a logarithmic scale";
    svg + &format!("<text x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\">{title}</text>\n</svg>\n", bottom + 36)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::super::results::Figure;
    use super::*;

    #[test]
    fn bars_start_at_one_and_say_their_ratio() {
        let row = |ours| Row {
            part: "calls".to_owned(),
            name: "a".to_owned(),
            unit: "b".to_owned(),
            figures: [("sdk", 80.0), ("tinsmith", ours)]
                .map(|(column, value)| Figure { column: column.to_owned(), value, date: String::new() })
                .into(),
        };
        let (less, more) = (row(2.0), row(160.0));
        insta::assert_snapshot!(bars(&[("needs less & less", &less), ("needs more", &more)]));
    }
}
