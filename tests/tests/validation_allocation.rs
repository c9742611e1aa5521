//! Validating an input that has nothing wrong with it costs no memory.

use std::alloc::System;

use cap::Cap;
use serde_json::{Value, json};
use tinsmith_aws::runtime::{Structure, Validation, validate};
use tinsmith_aws::{Shape, quicksight, verifiedpermissions};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// The memory that validating asks for; the least of a few times, as the test's own threads may ask for some meanwhile.
fn asked_for(input: &dyn Structure, validation: Validation) -> usize {
    let once = || {
        let before = ALLOCATOR.total_allocated();
        assert_eq!(validate(input, validation), []);
        ALLOCATOR.total_allocated() - before
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}

/// A sheet of an analysis: nested structures, unions, lists, constrained strings, ranges.
fn sheet(number: usize) -> Value {
    let column = json!({"DataSetIdentifier": "orders", "ColumnName": "sales"});
    let field = json!({"CategoricalDimensionField": {"FieldId": format!("field-{number}"), "Column": column}});
    let measure = json!({"NumericalMeasureField": {"FieldId": "sum", "Column": column,
        "AggregationFunction": {"SimpleNumericalAggregation": "SUM"}}});
    let wells = json!({"BarChartAggregatedFieldWells": {"Category": [field], "Values": [measure, measure]}});
    let visual = |visual: usize| {
        json!({"BarChartVisual": {
            "VisualId": format!("visual-{number}-{visual}"),
            "Title": {"Visibility": "VISIBLE", "FormatText": {"PlainText": "é".repeat(200)}},
            "ChartConfiguration": {"FieldWells": wells},
        }})
    };
    json!({"SheetId": format!("sheet-{number}"), "Name": "Sales", "Visuals": (0..45).map(visual).collect::<Vec<_>>()})
}

#[test]
fn a_valid_input_is_validated_without_memory() {
    let sheets: Vec<Value> = (0..20).map(sheet).collect();
    let data_set =
        json!({"Identifier": "orders", "DataSetArn": "arn:aws:quicksight:eu-central-1:123456789012:dataset/orders"});
    let json = json!({"AwsAccountId": "123456789012", "AnalysisId": "sales", "Name": "Sales",
        "Definition": {"DataSetIdentifierDeclarations": [data_set], "Sheets": sheets}});
    let json = json.to_string();
    assert!(json.len() > 500_000, "{}", json.len());
    let input = quicksight::CreateAnalysisRequest::from_json(&json).expect("an input");
    assert_eq!(asked_for(&input, Validation::Standard), 0);
    assert_eq!(asked_for(&input, Validation::Strict), 0);

    // Maps, of maps as well.
    let attribute = |number: usize| {
        (format!("attribute-{number}"), json!({"record": {"nested": {"set": [{"string": "é"}, {"long": 7}]}}}))
    };
    let entity = json!({"identifier": {"entityType": "User", "entityId": "alice"},
        "attributes": (0..100).map(attribute).collect::<serde_json::Map<_, _>>()});
    let json = json!({"policyStoreId": "store", "entities": {"entityList": vec![entity; 50]}}).to_string();
    let input = verifiedpermissions::IsAuthorizedInput::from_json(&json).expect("an input");
    assert_eq!(asked_for(&input, Validation::Strict), 0);
}
