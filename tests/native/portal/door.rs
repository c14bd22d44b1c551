//! What every answer of the practice portal carries, and in what shape it refuses.

use crate::portal::Bench;
use partner_triage::portal::{
    Api, Cloud, Request, Response, azure_support, graph, partner_center, practice,
};

/// A request of each portal, with its token.
fn one_of_each(bench: &Bench) -> [Request; 3] {
    let id = bench.customer("Harbour").id;
    let requests = [
        partner_center::support_profile().request,
        graph::issues(&id).request,
        azure_support::services(&id).request,
    ];
    requests.map(|it| practice::signed(&it))
}

fn trace_names(api: Api) -> [&'static str; 2] {
    match api {
        Api::PartnerCenter => ["MS-RequestId", "MS-CorrelationId"],
        Api::Graph => ["request-id", "client-request-id"],
        Api::AzureSupport => ["x-ms-request-id", "x-ms-correlation-request-id"],
    }
}

/// The identifiers that an answer carries.
fn traces(api: Api, response: &Response) -> Vec<String> {
    let header = |name| response.header(name).unwrap_or_default().to_owned();
    trace_names(api).map(header).to_vec()
}

#[test]
fn identifiers_that_nobody_sent_are_made_and_all_differ() {
    let made = || {
        let bench = Bench::of(Cloud::Public);
        let mut made = Vec::new();
        for request in one_of_each(&bench) {
            let mut empty = request.clone();
            for name in trace_names(request.api) {
                empty.set_header(name, "");
            }
            for request in [&request, &request, &empty] {
                made.extend(traces(request.api, &bench.raw(request)));
            }
        }
        made
    };
    let mut all = made();
    assert_eq!(all, made(), "the same requests make the same ones");
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 18);
    assert!(all.iter().all(|it| it.len() == 36), "{all:?}");
}
