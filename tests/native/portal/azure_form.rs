//! What is sent of a ticket of Azure Support: which members are read, in which words, and what is refused.

use crate::portal::azure_wire::{OLDEST, Place, body, short, with};
use partner_triage::portal::Method;
use serde_json::{Value, json};

#[test]
fn a_change_of_contact_and_consents_is_kept() {
    let place = Place::new();
    place.file("c", place.wish());
    let consents = json!([{"userConsent": "Yes", "type": "virtualMachine"}]);
    for (change, pointer, expected) in [
        (
            json!({"contactDetails": {"phoneNumber": "+48 56 555 01 14"}}),
            "/contactDetails/phoneNumber",
            json!("+48 56 555 01 14"),
        ),
        (
            json!({"ContactDetails": {"PreferredContactMethod": "phone", "Country": "cze"}}),
            "/contactDetails/preferredContactMethod",
            json!("Phone"),
        ),
        (
            json!({"contactDetails": {"preferredSupportLanguage": "zh-hans", "additionalEmailAddresses": ["a@x.example"]}}),
            "/contactDetails/additionalEmailAddresses",
            json!(["a@x.example"]),
        ),
        (
            json!({"advancedDiagnosticConsent": "no"}),
            "/advancedDiagnosticConsent",
            json!("No"),
        ),
        (
            json!({"secondaryConsent": [{"UserConsent": "yes", "type": "virtualMachine", "more": 1}]}),
            "/secondaryConsent",
            consents,
        ),
    ] {
        let answer = place.patch("c", change.clone());
        assert_eq!(answer.status, 200, "{change}");
        let shown = body(&answer)["properties"].clone();
        assert_eq!(shown.pointer(pointer), Some(&expected), "{change}");
        assert_eq!(
            place.get("supportTickets/c")["properties"],
            shown,
            "{change}"
        );
    }
    let contact = place.get("supportTickets/c")["properties"]["contactDetails"].clone();
    assert_eq!(
        (
            &contact["firstName"],
            &contact["country"],
            &contact["preferredSupportLanguage"]
        ),
        (&json!("Zofia"), &json!("CZE"), &json!("zh-Hans")),
        "the rest stays"
    );
    for refused in [
        json!({"contactDetails": "Zofia"}),
        json!({"contactDetails": {"country": "Poland"}}),
        json!({"contactDetails": {"primaryEmailAddress": "nobody"}}),
        json!({"contactDetails": {"lastName": ""}}),
        json!({"contactDetails": {"phoneNumber": ""}}),
        json!({"advancedDiagnosticConsent": "perhaps"}),
        json!({"contactDetails": {"additionalEmailAddresses": "a@x.example"}}),
        json!({"contactDetails": {"additionalEmailAddresses": ["nobody"]}}),
        json!({"secondaryConsent": {"userConsent": "Yes"}}),
        json!({"secondaryConsent": [{"userConsent": "perhaps", "type": "x"}]}),
    ] {
        assert_eq!(
            short(&place.patch("c", refused.clone())),
            "400 InvalidParameter",
            "{refused}"
        );
    }
    let after = place.get("supportTickets/c")["properties"]["contactDetails"].clone();
    assert_eq!(after, contact, "what is refused changes nothing");
}

#[test]
fn members_are_read_in_any_case_and_shown_in_their_own() {
    let place = Place::new();
    let wish = place.wish();
    let sent = &wish["properties"];
    let contact = &sent["contactDetails"];
    let shouted = json!({"PROPERTIES": {
        "Title": "T", "DESCRIPTION": "D", "Severity": "MODERATE",
        "serviceid": sent["serviceId"].as_str().unwrap().to_uppercase(),
        "ProblemClassificationID": sent["problemClassificationId"].as_str().unwrap().to_uppercase(),
        "AdvancedDiagnosticConsent": "YES", "require24x7response": true, "EnrollmentID": "E",
        "problemstarttime": "2026-11-20T10:00:00Z", "ProblemScopingQuestions": "{}", "supportplanid": "cGxhbg==",
        "FileWorkspaceName": "files", "TechnicalTicketDetails": {"ResourceID": "/r", "more": 1},
        "quotaticketdetails": {
            "QuotaChangeRequestSubType": "Servers", "quotachangerequestversion": "1.0",
            "QuotaChangeRequests": [{"Region": "EastUS", "PAYLOAD": "{}", "more": 1}],
        },
        "SecondaryConsent": [{"UserConsent": "NO", "Type": "x"}],
        "CONTACTDETAILS": {
            "FirstName": "Zofia", "LASTNAME": "Wrzos", "PreferredContactMethod": "PHONE",
            "primaryemailaddress": contact["primaryEmailAddress"], "PhoneNumber": "1",
            "PreferredTimeZone": "UTC", "COUNTRY": "usa", "PreferredSupportLanguage": "PT-BR",
            "AdditionalEmailAddresses": ["a@x.example"],
        },
    }});
    let shown = place.file("case", shouted);
    for (pointer, expected) in [
        ("/severity", json!("Moderate")),
        ("/serviceId", sent["serviceId"].clone()),
        (
            "/problemClassificationId",
            sent["problemClassificationId"].clone(),
        ),
        ("/advancedDiagnosticConsent", json!("Yes")),
        ("/require24X7Response", json!(true)),
        ("/enrollmentId", json!("E")),
        ("/problemStartTime", json!("2026-11-20T10:00:00Z")),
        ("/problemScopingQuestions", json!("{}")),
        ("/supportPlanId", json!("cGxhbg==")),
        ("/fileWorkspaceName", json!("files")),
        ("/technicalTicketDetails", json!({"resourceId": "/r"})),
        (
            "/quotaTicketDetails/quotaChangeRequestVersion",
            json!("1.0"),
        ),
        (
            "/quotaTicketDetails/quotaChangeRequests",
            json!([{"region": "EastUS", "payload": "{}"}]),
        ),
        (
            "/secondaryConsent",
            json!([{"userConsent": "No", "type": "x"}]),
        ),
        ("/contactDetails/preferredContactMethod", json!("Phone")),
        ("/contactDetails/country", json!("USA")),
        ("/contactDetails/preferredSupportLanguage", json!("pt-BR")),
        (
            "/contactDetails/additionalEmailAddresses",
            json!(["a@x.example"]),
        ),
    ] {
        assert_eq!(shown.pointer(pointer), Some(&expected), "{pointer}");
    }
    let old = with(
        &place.wish(),
        "/properties/advancedDiagnosticConsent",
        Value::Null,
    );
    let scope = place.scope.subscription.clone().unwrap();
    let path = format!(
        "/subscriptions/{scope}/providers/Microsoft.Support/supportTickets/old?api-version={OLDEST}"
    );
    assert_eq!(place.ask_at(Method::Put, &path, old).status, 202);
}

#[test]
fn what_is_not_a_word_of_the_form_is_refused() {
    let place = Place::new();
    let wish = place.wish();
    let other = place.get("services")["value"][2]["name"].clone();
    let other = format!(
        "services/{}/problemClassifications",
        other.as_str().unwrap()
    );
    let of_other = place.get(&other)["value"][0]["id"].clone();
    let contact = "/properties/contactDetails";
    let cases = [
        ("/properties/contactDetails", json!("Zofia"), false),
        ("/properties/severity", json!("grave"), false),
        ("/properties/advancedDiagnosticConsent", json!("no"), true),
        (
            "/properties/advancedDiagnosticConsent",
            json!("perhaps"),
            false,
        ),
        ("/properties/advancedDiagnosticConsent", json!(true), false),
        (
            "/properties/problemStartTime",
            json!("2026-11-20T10:00:00Z"),
            true,
        ),
        ("/properties/problemStartTime", json!("yesterday"), false),
        ("/properties/problemStartTime", json!(1_795_179_900), false),
        ("/properties/require24X7Response", json!(false), true),
        ("/properties/require24X7Response", json!("true"), false),
        ("/properties/require24X7Response", json!(1), false),
        ("/properties/secondaryConsent", json!([]), true),
        (
            "/properties/secondaryConsent",
            json!({"userConsent": "Yes"}),
            false,
        ),
        (
            "/properties/secondaryConsent",
            json!([{"userConsent": "maybe"}]),
            false,
        ),
        (
            "/properties/technicalTicketDetails",
            json!({"resourceId": "/r"}),
            true,
        ),
        ("/properties/technicalTicketDetails", json!("/r"), false),
        ("/properties/technicalTicketDetails", json!(["/r"]), false),
        ("/properties/quotaTicketDetails", json!("more"), false),
        ("/properties/problemClassificationId", of_other, false),
        (
            "/properties/serviceId",
            json!("/providers/Microsoft.Support/services/none"),
            false,
        ),
        ("/properties/title", json!({"words": 1}), false),
        ("/properties/supportPlanId", json!(7), false),
    ];
    let of_contact = [
        ("preferredContactMethod", json!("EMAIL"), true),
        ("preferredContactMethod", json!("pigeon"), false),
        ("preferredContactMethod", json!("phone"), false),
        ("preferredSupportLanguage", json!("DE-de"), true),
        ("preferredSupportLanguage", json!("zh-hans"), true),
        ("preferredSupportLanguage", json!("pl-pl"), false),
        ("preferredSupportLanguage", json!("en"), false),
        ("country", json!("usa"), true),
        ("country", json!("PL"), false),
        ("country", json!("XYZ"), false),
        ("country", json!("Poland"), false),
        ("primaryEmailAddress", json!("a@b"), true),
        ("primaryEmailAddress", json!("nobody"), false),
        ("primaryEmailAddress", json!("@b"), false),
        ("primaryEmailAddress", json!("a@"), false),
        ("firstName", json!(""), false),
        ("lastName", json!(["Wrzos"]), false),
    ];
    let of_contact = of_contact.map(|it| (format!("{contact}/{}", it.0), it.1, it.2));
    let all = cases.map(|it| (it.0.to_owned(), it.1, it.2));
    for (number, (pointer, value, fits)) in all.into_iter().chain(of_contact).enumerate() {
        let answer = place.put(&format!("f-{number}"), with(&wish, &pointer, value.clone()));
        let expected = if fits { "202" } else { "400 InvalidParameter" };
        assert_eq!(short(&answer), expected, "{pointer} {value}");
        if !fits {
            let error = body(&answer)["error"].clone();
            assert!(
                !error["message"].as_str().unwrap().is_empty(),
                "{pointer} {value}"
            );
        }
    }
}
