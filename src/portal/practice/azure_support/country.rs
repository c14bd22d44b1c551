//! Countries, by the codes that a contact can have.

/// ISO 3166-1 alpha-3, all that are assigned (Debian's iso-codes).
const CODES: &str = "\
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
    BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG \
    COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH \
    FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY \
    HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM \
    KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL \
    MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR \
    NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU \
    SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA \
    TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB \
    VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// The code in upper case, if it is one.
pub fn code(text: &str) -> Option<String> {
    let code = text.to_ascii_uppercase();
    CODES.split(' ').any(|it| it == code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{CODES, code};

    #[test]
    fn codes_are_read_in_any_case() {
        for (text, meant) in [
            ("POL", Some("POL")),
            ("usa", Some("USA")),
            ("PL", None),
            ("XXX", None),
            ("", None),
        ] {
            assert_eq!(code(text).as_deref(), meant, "`{text}`");
        }
        assert!(
            CODES.split(' ').all(|it| it.len() == 3),
            "nothing is lost at a line's end"
        );
    }
}
