//! Time zones by their names in Windows, as Azure Support wants them.

/// Windows names with the zones of the tz database that they stand for: the one of each whole zone, and those of the countries in which
/// partners and their agents work (Unicode CLDR, "windowsZones").
const ZONES: &[(&str, &str)] = &[
    ("Dateline Standard Time", "Etc/GMT+12"),
    ("UTC-11", "Etc/GMT+11 Pacific/Pago_Pago"),
    ("Aleutian Standard Time", "America/Adak"),
    ("Hawaiian Standard Time", "Pacific/Honolulu Pacific/Tahiti"),
    ("Marquesas Standard Time", "Pacific/Marquesas"),
    ("Alaskan Standard Time", "America/Anchorage America/Juneau"),
    ("UTC-09", "Etc/GMT+9"),
    ("Pacific Standard Time (Mexico)", "America/Tijuana"),
    ("UTC-08", "Etc/GMT+8"),
    (
        "Pacific Standard Time",
        "America/Los_Angeles America/Vancouver",
    ),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Mountain Standard Time (Mexico)", "America/Mazatlan"),
    (
        "Mountain Standard Time",
        "America/Denver America/Edmonton America/Boise",
    ),
    ("Yukon Standard Time", "America/Whitehorse"),
    (
        "Central America Standard Time",
        "America/Guatemala America/Costa_Rica America/El_Salvador America/Tegucigalpa America/Managua America/Belize",
    ),
    ("Central Standard Time", "America/Chicago America/Winnipeg"),
    ("Easter Island Standard Time", "Pacific/Easter"),
    (
        "Central Standard Time (Mexico)",
        "America/Mexico_City America/Monterrey America/Merida",
    ),
    ("Canada Central Standard Time", "America/Regina"),
    (
        "SA Pacific Standard Time",
        "America/Bogota America/Lima America/Panama America/Guayaquil America/Jamaica",
    ),
    ("Eastern Standard Time (Mexico)", "America/Cancun"),
    (
        "Eastern Standard Time",
        "America/New_York America/Toronto America/Detroit America/Nassau",
    ),
    ("Haiti Standard Time", "America/Port-au-Prince"),
    ("Cuba Standard Time", "America/Havana"),
    (
        "US Eastern Standard Time",
        "America/Indianapolis America/Indiana/Indianapolis",
    ),
    ("Turks And Caicos Standard Time", "America/Grand_Turk"),
    ("Paraguay Standard Time", "America/Asuncion"),
    ("Atlantic Standard Time", "America/Halifax Atlantic/Bermuda"),
    ("Venezuela Standard Time", "America/Caracas"),
    ("Central Brazilian Standard Time", "America/Cuiaba"),
    (
        "SA Western Standard Time",
        "America/La_Paz America/Manaus America/Puerto_Rico America/Santo_Domingo",
    ),
    ("Pacific SA Standard Time", "America/Santiago"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("Tocantins Standard Time", "America/Araguaina"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    (
        "SA Eastern Standard Time",
        "America/Cayenne America/Fortaleza America/Recife America/Belem",
    ),
    (
        "Argentina Standard Time",
        "America/Buenos_Aires America/Argentina/Buenos_Aires",
    ),
    ("Greenland Standard Time", "America/Godthab America/Nuuk"),
    ("Montevideo Standard Time", "America/Montevideo"),
    ("Magallanes Standard Time", "America/Punta_Arenas"),
    ("Saint Pierre Standard Time", "America/Miquelon"),
    ("Bahia Standard Time", "America/Bahia"),
    ("UTC-02", "Etc/GMT+2"),
    ("Azores Standard Time", "Atlantic/Azores"),
    ("Cape Verde Standard Time", "Atlantic/Cape_Verde"),
    (
        "GMT Standard Time",
        "Europe/London Europe/Dublin Europe/Lisbon Europe/Jersey Europe/Guernsey Europe/Isle_of_Man Atlantic/Canary Atlantic/Madeira",
    ),
    (
        "Greenwich Standard Time",
        "Atlantic/Reykjavik Africa/Abidjan Africa/Accra Africa/Dakar",
    ),
    ("Sao Tome Standard Time", "Africa/Sao_Tome"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    (
        "W. Europe Standard Time",
        "Europe/Berlin Europe/Amsterdam Europe/Vienna Europe/Zurich Europe/Rome Europe/Stockholm Europe/Oslo Europe/Luxembourg \
         Europe/Malta Europe/Monaco Europe/San_Marino Europe/Vatican Europe/Vaduz Europe/Andorra Europe/Gibraltar Europe/Busingen \
         Arctic/Longyearbyen",
    ),
    (
        "Central Europe Standard Time",
        "Europe/Budapest Europe/Prague Europe/Bratislava Europe/Belgrade Europe/Ljubljana Europe/Podgorica Europe/Tirane",
    ),
    (
        "Romance Standard Time",
        "Europe/Paris Europe/Brussels Europe/Copenhagen Europe/Madrid Africa/Ceuta",
    ),
    (
        "Central European Standard Time",
        "Europe/Warsaw Europe/Zagreb Europe/Sarajevo Europe/Skopje",
    ),
    (
        "W. Central Africa Standard Time",
        "Africa/Lagos Africa/Algiers Africa/Tunis Africa/Luanda Africa/Kinshasa",
    ),
    ("Jordan Standard Time", "Asia/Amman"),
    (
        "GTB Standard Time",
        "Europe/Bucharest Europe/Athens Asia/Nicosia",
    ),
    ("Middle East Standard Time", "Asia/Beirut"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Syria Standard Time", "Asia/Damascus"),
    ("West Bank Standard Time", "Asia/Hebron Asia/Gaza"),
    (
        "South Africa Standard Time",
        "Africa/Johannesburg Africa/Harare Africa/Maputo Africa/Lusaka",
    ),
    (
        "FLE Standard Time",
        "Europe/Kiev Europe/Kyiv Europe/Helsinki Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius Europe/Mariehamn",
    ),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("South Sudan Standard Time", "Africa/Juba"),
    ("Kaliningrad Standard Time", "Europe/Kaliningrad"),
    ("Sudan Standard Time", "Africa/Khartoum"),
    ("Libya Standard Time", "Africa/Tripoli"),
    ("Namibia Standard Time", "Africa/Windhoek"),
    ("Arabic Standard Time", "Asia/Baghdad"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    (
        "Arab Standard Time",
        "Asia/Riyadh Asia/Kuwait Asia/Qatar Asia/Bahrain",
    ),
    ("Belarus Standard Time", "Europe/Minsk"),
    (
        "Russian Standard Time",
        "Europe/Moscow Europe/Kirov Europe/Simferopol",
    ),
    (
        "E. Africa Standard Time",
        "Africa/Nairobi Africa/Addis_Ababa Africa/Kampala",
    ),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Arabian Standard Time", "Asia/Dubai Asia/Muscat"),
    (
        "Astrakhan Standard Time",
        "Europe/Astrakhan Europe/Ulyanovsk",
    ),
    ("Azerbaijan Standard Time", "Asia/Baku"),
    ("Russia Time Zone 3", "Europe/Samara"),
    ("Mauritius Standard Time", "Indian/Mauritius"),
    ("Saratov Standard Time", "Europe/Saratov"),
    ("Georgian Standard Time", "Asia/Tbilisi"),
    ("Volgograd Standard Time", "Europe/Volgograd"),
    ("Caucasus Standard Time", "Asia/Yerevan"),
    ("Afghanistan Standard Time", "Asia/Kabul"),
    (
        "West Asia Standard Time",
        "Asia/Tashkent Asia/Samarkand Asia/Ashgabat Asia/Dushanbe",
    ),
    ("Ekaterinburg Standard Time", "Asia/Yekaterinburg"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("Qyzylorda Standard Time", "Asia/Qyzylorda"),
    ("India Standard Time", "Asia/Calcutta Asia/Kolkata"),
    ("Sri Lanka Standard Time", "Asia/Colombo"),
    ("Nepal Standard Time", "Asia/Katmandu Asia/Kathmandu"),
    ("Central Asia Standard Time", "Asia/Bishkek"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("Omsk Standard Time", "Asia/Omsk"),
    ("Myanmar Standard Time", "Asia/Rangoon Asia/Yangon"),
    (
        "SE Asia Standard Time",
        "Asia/Bangkok Asia/Jakarta Asia/Saigon Asia/Ho_Chi_Minh Asia/Phnom_Penh",
    ),
    ("Altai Standard Time", "Asia/Barnaul"),
    ("W. Mongolia Standard Time", "Asia/Hovd"),
    (
        "North Asia Standard Time",
        "Asia/Krasnoyarsk Asia/Novokuznetsk",
    ),
    ("N. Central Asia Standard Time", "Asia/Novosibirsk"),
    ("Tomsk Standard Time", "Asia/Tomsk"),
    (
        "China Standard Time",
        "Asia/Shanghai Asia/Hong_Kong Asia/Macau",
    ),
    ("North Asia East Standard Time", "Asia/Irkutsk"),
    (
        "Singapore Standard Time",
        "Asia/Singapore Asia/Kuala_Lumpur Asia/Manila",
    ),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Ulaanbaatar Standard Time", "Asia/Ulaanbaatar"),
    ("Transbaikal Standard Time", "Asia/Chita"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Yakutsk Standard Time", "Asia/Yakutsk"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("AUS Central Standard Time", "Australia/Darwin"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    (
        "AUS Eastern Standard Time",
        "Australia/Sydney Australia/Melbourne",
    ),
    (
        "West Pacific Standard Time",
        "Pacific/Port_Moresby Pacific/Guam",
    ),
    ("Tasmania Standard Time", "Australia/Hobart"),
    ("Vladivostok Standard Time", "Asia/Vladivostok"),
    ("Russia Time Zone 10", "Asia/Srednekolymsk"),
    ("Magadan Standard Time", "Asia/Magadan"),
    ("Sakhalin Standard Time", "Asia/Sakhalin"),
    (
        "Central Pacific Standard Time",
        "Pacific/Guadalcanal Pacific/Noumea",
    ),
    ("Russia Time Zone 11", "Asia/Kamchatka"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("UTC+12", "Etc/GMT-12"),
    ("Fiji Standard Time", "Pacific/Fiji"),
    ("Tonga Standard Time", "Pacific/Tongatapu"),
    ("Samoa Standard Time", "Pacific/Apia"),
];

/// The name in Windows of a zone of the tz database, such as `Europe/Warsaw`; `UTC` where none is known, which is a zone as well.
pub fn windows_zone(zone: &str) -> &'static str {
    let has = |(_, zones): &&(&str, &str)| zones.split(' ').any(|it| it == zone);
    ZONES.iter().find(has).map_or("UTC", |it| it.0)
}

#[cfg(test)]
mod tests {
    use super::{ZONES, windows_zone};
    use std::collections::BTreeSet;

    #[test]
    fn zones_are_known_by_their_names_in_windows() {
        for (zone, name) in [
            ("Europe/Warsaw", "Central European Standard Time"),
            ("Europe/Prague", "Central Europe Standard Time"),
            ("Europe/Budapest", "Central Europe Standard Time"),
            ("Europe/Moscow", "Russian Standard Time"),
            ("America/Los_Angeles", "Pacific Standard Time"),
            ("Etc/UTC", "UTC"),
            ("UTC", "UTC"),
            ("", "UTC"),
            ("Europe/Atlantis", "UTC"),
        ] {
            assert_eq!(windows_zone(zone), name, "{zone}");
        }
    }

    #[test]
    fn each_zone_and_each_name_stands_once() {
        let zones: Vec<_> = ZONES.iter().flat_map(|it| it.1.split(' ')).collect();
        let names: Vec<_> = ZONES.iter().map(|it| it.0).collect();
        for all in [zones, names] {
            assert!(all.iter().all(|it| !it.is_empty()));
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
    }
}
