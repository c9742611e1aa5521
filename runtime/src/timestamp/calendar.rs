//! The proleptic Gregorian calendar.
//!
//! Years are counted from March, so that the leap day is the last of its year and months follow a straight line; eras
//! are the 400 years after which the calendar repeats (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").

pub(crate) const SECONDS_PER_DAY: i64 = 86_400;
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// From the day of the epoch, a Thursday, on.
pub(super) const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

const DAYS_PER_ERA: i64 = 146_097;
const DAYS_FROM_MARCH_OF_YEAR_0_TO_EPOCH: i64 = 719_468;

#[derive(Clone, Copy)]
pub(crate) struct Date {
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl Date {
    /// `days` counts from the epoch; any number of seconds divided by [`SECONDS_PER_DAY`] is small enough.
    pub(crate) fn from_days(days: i64) -> Self {
        let days = days + DAYS_FROM_MARCH_OF_YEAR_0_TO_EPOCH;
        let era = days.div_euclid(DAYS_PER_ERA);
        let day_of_era = days.rem_euclid(DAYS_PER_ERA);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year, month: month as u32, day: day as u32 }
    }

    pub(super) fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = self.year - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * DAYS_PER_ERA + day_of_era - DAYS_FROM_MARCH_OF_YEAR_0_TO_EPOCH
    }
}

pub(super) fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let first = -(DAYS_PER_ERA / 2);
        let mut last = Date::from_days(first);
        for day in first + 1..first + DAYS_PER_ERA {
            let next = Date::from_days(day);
            let follows = match (next.year - last.year, next.month) {
                (0, month) if month == last.month => next.day == last.day + 1,
                (0, month) => {
                    month == last.month + 1 && (last.day, next.day) == (days_in_month(last.year, last.month), 1)
                }
                (years, month) => (years, month, next.day) == (1, 1, 1) && (last.month, last.day) == (12, 31),
            };
            assert!(follows, "day {day}");
            assert_eq!(next.days(), day);
            last = next;
        }
    }
}
