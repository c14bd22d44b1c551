//! The clouds, and where their portals are.

use crate::portal::{Api, words::closed_words};

closed_words! {
    /// A cloud; a partner's tenant, its customers and its tokens live in exactly one.
    Cloud {
        /// The worldwide cloud.
        Public = "public",
        /// Azure US Government. Partner Center is the public one.
        UsGovernment = "us_government",
        /// Azure China, operated by 21Vianet.
        China21Vianet = "china_21vianet",
        /// Microsoft Cloud Germany, closed in 2021; kept for cases of its time.
        Germany = "germany",
    }
}

/// Where the three portals are: scheme and host, with a path where a proxy stands between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// Partner Center.
    pub partner_center: String,
    /// Microsoft Graph.
    pub graph: String,
    /// Azure Resource Manager, which serves Azure Support.
    pub azure_support: String,
}

impl Origins {
    /// The documented addresses of a cloud.
    pub fn of(cloud: Cloud) -> Self {
        const PARTNER_CENTER: &str = "https://api.partnercenter.microsoft.com";
        let (partner_center, graph, azure_support) = match cloud {
            Cloud::Public => (
                PARTNER_CENTER,
                "https://graph.microsoft.com",
                "https://management.azure.com",
            ),
            Cloud::UsGovernment => (
                PARTNER_CENTER,
                "https://graph.microsoft.us",
                "https://management.usgovcloudapi.net",
            ),
            Cloud::China21Vianet => (
                "https://partner.partnercenterapi.microsoftonline.cn",
                "https://microsoftgraph.chinacloudapi.cn",
                "https://management.chinacloudapi.cn",
            ),
            Cloud::Germany => (
                PARTNER_CENTER,
                "https://graph.microsoft.de",
                "https://management.microsoftazure.de",
            ),
        };
        Self {
            partner_center: partner_center.into(),
            graph: graph.into(),
            azure_support: azure_support.into(),
        }
    }

    /// The origin of one portal.
    pub fn origin(&self, api: Api) -> &str {
        match api {
            Api::PartnerCenter => &self.partner_center,
            Api::Graph => &self.graph,
            Api::AzureSupport => &self.azure_support,
        }
    }

    /// The path and query of an address that a portal sent, if it stays within that portal.
    pub(in crate::portal) fn path_within(&self, api: Api, uri: &str) -> Option<String> {
        // A relay may pass on what the portal says of itself; what is followed is the path alone, on the way that is configured.
        let documented: Vec<_> = Cloud::ALL.iter().map(|it| Self::of(*it)).collect();
        let mut known = [self].into_iter().chain(&documented);
        let rest = known.find_map(|it| behind(it.origin(api), uri));
        let rest = rest.unwrap_or(uri);
        let stays = rest.starts_with('/')
            && !rest.starts_with("//")
            && !rest.contains(|it: char| {
                matches!(it, '\\' | '#') || it.is_ascii_control() || it.is_whitespace()
            })
            && !climbs(rest);
        if !stays {
            return None;
        }
        if api != Api::PartnerCenter {
            return Some(rest.into());
        }
        // Relative links come without version, and one published link has a second `?` for `&`.
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut path = if path.starts_with("/v1/") {
            path.into()
        } else {
            ["/v1", path].concat()
        };
        if !query.is_empty() {
            path.push('?');
            path.push_str(&query.replace('?', "&"));
        }
        Some(path)
    }
}

/// Whether a segment of the path stands for this or the one above, as browsers resolve it (WHATWG URL, "double-dot URL path segment"): behind a relay
/// it would lead out of the portal.
fn climbs(uri: &str) -> bool {
    let path = uri.split('?').next().unwrap_or_default();
    path.split('/').any(|segment| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(plain.as_str(), "." | "..")
    })
}

/// What stands behind an origin in an address, if it begins with it.
fn behind<'u>(origin: &str, uri: &'u str) -> Option<&'u str> {
    let (start, rest) = uri.split_at_checked(origin.len())?;
    let rest = rest.strip_prefix(":443").unwrap_or(rest);
    (start.eq_ignore_ascii_case(origin) && rest.starts_with('/')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{Cloud, Origins};
    use crate::portal::Api::{AzureSupport, Graph, PartnerCenter};

    #[test]
    fn addresses_stay_where_they_belong() {
        let origins = Origins::of(Cloud::Public);
        for (api, uri, path) in [
            (
                PartnerCenter,
                "/customers?size=5?seekOperation=Next",
                Some("/v1/customers?size=5&seekOperation=Next"),
            ),
            (PartnerCenter, "/v1/customers", Some("/v1/customers")),
            (
                PartnerCenter,
                "https://API.partnercenter.microsoft.com/v1/customers",
                Some("/v1/customers"),
            ),
            (
                Graph,
                "https://graph.microsoft.com/v1.0/x?$skip=100",
                Some("/v1.0/x?$skip=100"),
            ),
            (
                AzureSupport,
                "https://management.azure.com:443/x?a=b+c",
                Some("/x?a=b+c"),
            ),
            (
                AzureSupport,
                "https://management.azure.com.evil.example/x",
                None,
            ),
            (
                AzureSupport,
                "https://management.azure.com@evil.example/x",
                None,
            ),
            (AzureSupport, "https://management.azure.com:4430/x", None),
            (Graph, "https://management.azure.com/x", None),
            (Graph, "http://graph.microsoft.com/x", None),
            (Graph, "//evil.example/x", None),
            (Graph, "https://graph.microsoft.com//evil.example/x", None),
            (Graph, "/\\evil.example/x", None),
            (Graph, "/\t/evil.example/x", None),
            (Graph, "javascript:alert(1)", None),
            (Graph, "", None),
        ] {
            assert_eq!(origins.path_within(api, uri).as_deref(), path, "`{uri}`");
        }
    }
}
