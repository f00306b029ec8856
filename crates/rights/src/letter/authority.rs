//! Who watches over the law where somebody lives: name and address of the authority, as it calls itself.

/// An authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Where it watches (ISO 3166).
    pub place: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Where it is found.
    pub site: &'static str,
}

const fn at(place: &'static str, name: &'static str, site: &'static str) -> Authority {
    Authority { place, name, site }
}

/// Those of the Union and the European Economic Area (members of the European Data Protection Board), of the United Kingdom,
/// Switzerland, California, Brazil, Japan and South Korea.
const ALL: [Authority; 36] = [
    at("AT", "Datenschutzbehörde", "https://www.dsb.gv.at"),
    at(
        "BE",
        "Autorité de protection des données / Gegevensbeschermingsautoriteit",
        "https://www.autoriteprotectiondonnees.be",
    ),
    at("BG", "Commission for Personal Data Protection", "https://www.cpdp.bg"),
    at("BR", "Autoridade Nacional de Proteção de Dados (ANPD)", "https://www.gov.br/anpd"),
    at("CH", "EDÖB / PFPDT / IFPDT", "https://www.edoeb.admin.ch"),
    at("CY", "Commissioner for Personal Data Protection", "https://www.dataprotection.gov.cy"),
    at("CZ", "Úřad pro ochranu osobních údajů", "https://www.uoou.gov.cz"),
    at(
        "DE",
        "Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)",
        "https://www.bfdi.bund.de",
    ),
    at("DK", "Datatilsynet", "https://www.datatilsynet.dk"),
    at("EE", "Andmekaitse Inspektsioon", "https://www.aki.ee"),
    at("ES", "Agencia Española de Protección de Datos (AEPD)", "https://www.aepd.es"),
    at("FI", "Tietosuojavaltuutetun toimisto", "https://tietosuoja.fi"),
    at("FR", "Commission nationale de l’informatique et des libertés (CNIL)", "https://www.cnil.fr"),
    at("GB", "Information Commissioner’s Office (ICO)", "https://ico.org.uk"),
    at("GR", "Hellenic Data Protection Authority", "https://www.dpa.gr"),
    at("HR", "Agencija za zaštitu osobnih podataka (AZOP)", "https://azop.hr"),
    at("HU", "Nemzeti Adatvédelmi és Információszabadság Hatóság (NAIH)", "https://www.naih.hu"),
    at("IE", "Data Protection Commission", "https://www.dataprotection.ie"),
    at("IS", "Persónuvernd", "https://www.personuvernd.is"),
    at("IT", "Garante per la protezione dei dati personali", "https://www.garanteprivacy.it"),
    at("JP", "個人情報保護委員会", "https://www.ppc.go.jp"),
    at("KR", "개인정보보호위원회", "https://www.pipc.go.kr"),
    at("LI", "Datenschutzstelle", "https://www.datenschutzstelle.li"),
    at("LT", "Valstybinė duomenų apsaugos inspekcija", "https://vdai.lrv.lt"),
    at("LU", "Commission nationale pour la protection des données (CNPD)", "https://cnpd.public.lu"),
    at("LV", "Datu valsts inspekcija", "https://www.dvi.gov.lv"),
    at("MT", "Information and Data Protection Commissioner", "https://idpc.org.mt"),
    at("NL", "Autoriteit Persoonsgegevens", "https://www.autoriteitpersoonsgegevens.nl"),
    at("NO", "Datatilsynet", "https://www.datatilsynet.no"),
    at("PL", "Urząd Ochrony Danych Osobowych (UODO)", "https://uodo.gov.pl"),
    at("PT", "Comissão Nacional de Proteção de Dados (CNPD)", "https://www.cnpd.pt"),
    at(
        "RO",
        "Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal",
        "https://www.dataprotection.ro",
    ),
    at("SE", "Integritetsskyddsmyndigheten (IMY)", "https://www.imy.se"),
    at("SI", "Informacijski pooblaščenec", "https://www.ip-rs.si"),
    at("SK", "Úrad na ochranu osobných údajov", "https://dataprotection.gov.sk"),
    at("US-CA", "California Privacy Protection Agency", "https://cppa.ca.gov"),
];

/// The authorities of these places, as far as they are known here.
pub fn authorities(places: &[&str]) -> Vec<Authority> {
    let here = |authority: &&Authority| {
        places.iter().any(|place| {
            let country = place.split('-').next().unwrap_or(place);
            authority.place == *place || authority.place == country
        })
    };
    ALL.iter().filter(here).copied().collect()
}
