//! The part `tables` of a playbook.

use crate::{
    policy::{Cell, HitPolicy, Point, Row, Table, Value},
    vocab::{FactId, Misread, Place, RowId, RuleId, TableId},
};

/// Reads the decision tables.
pub(super) fn read(list: &Place) -> Result<Vec<Table>, Misread> {
    list.list()?.map(|place| read_table(&place)).collect()
}

fn read_table(place: &Place) -> Result<Table, Misread> {
    let hit = place.get("hit");
    let hit =
        HitPolicy::parse(hit.text()?).ok_or_else(|| hit.misread("the hit policy U, F or C"))?;
    let out = place.get("out");
    let outputs: Vec<String> = match out.value().as_str() {
        Some(name) => vec![name.to_owned()],
        None => out.texts()?.into_iter().map(str::to_owned).collect(),
    };
    let rows = place.get("rows");
    let mut table = Table {
        id: TableId::new(place.get("id").text()?),
        hit,
        columns: place
            .get("in")
            .texts()?
            .into_iter()
            .map(str::to_owned)
            .collect(),
        outputs,
        rows: Vec::new(),
    };
    for row in rows.list()? {
        let read = read_row(&row, &table.outputs)?;
        if table.rows.iter().any(|it| it.id == read.id) {
            return Err(row
                .get("id")
                .misread("a row name that the table does not hold yet"));
        }
        table.rows.push(read);
    }
    Ok(table)
}

fn read_row(place: &Place, outputs: &[String]) -> Result<Row, Misread> {
    let id = place.get("id").text()?;
    let cells = place.get("when");
    let mut when = Vec::new();
    for (column, cell) in cells.members()? {
        let text = cell.text()?;
        when.push((
            column.to_owned(),
            Cell::parse(text).map_err(|expected| cell.misread(expected))?,
        ));
    }
    let rules: Vec<_> = place
        .get("rules")
        .texts()?
        .into_iter()
        .map(RuleId::new)
        .collect();
    if rules.is_empty() {
        return Err(place
            .get("rules")
            .misread("at least one rule of the documents"));
    }
    let point = place.get("point");
    let point = match point.optional_text()? {
        Some(name) => {
            Some(Point::parse(name).ok_or_else(|| point.misread("a point of the verdict"))?)
        }
        None => None,
    };
    Ok(Row {
        id: RowId::new(id),
        when,
        then: read_then(&place.get("then"), id, outputs)?,
        rules,
        point,
        rests: place
            .get("rests")
            .texts()?
            .into_iter()
            .map(FactId::new)
            .collect(),
        derived: place.get("derived").flag()?,
    })
}

fn read_then(place: &Place, id: &str, outputs: &[String]) -> Result<Vec<Value>, Misread> {
    match outputs {
        // A reason says itself: its value is its name.
        [_] if place.is_absent() => Ok(vec![Value::Text(id.to_owned())]),
        [_] => Ok(vec![read_value(place)?]),
        _ => outputs
            .iter()
            .map(|it| read_value(&place.get(it)))
            .collect(),
    }
}

fn read_value(place: &Place) -> Result<Value, Misread> {
    let value = place.value();
    if let Some(text) = value.as_str() {
        return Ok(Value::Text(text.to_owned()));
    }
    if let Some(flag) = value.as_bool() {
        return Ok(Value::Flag(flag));
    }
    if let Some(number) = value.as_u64().and_then(|it| u32::try_from(it).ok()) {
        return Ok(Value::Number(number));
    }
    if value.is_array() {
        return Ok(Value::List(
            place.texts()?.into_iter().map(str::to_owned).collect(),
        ));
    }
    if value.is_object() {
        let parts: Result<Vec<_>, Misread> = place
            .members()?
            .map(|(name, part)| Ok((name.to_owned(), read_value(&part)?)))
            .collect();
        return parts.map(Value::Record);
    }
    Err(place.misread("a text, a number, true, false, a list of texts or an object"))
}
