//! The part `tables` of a playbook.

use crate::{
    content::notes::Notes,
    policy::{Cell, HitPolicy, Point, Row, Table, Value},
    vocab::{FactId, Misread, Place, RowId, RuleId, TableId},
};

/// Reads the decision tables.
pub(super) fn read(list: &Place, notes: &mut Notes) -> Vec<Table> {
    notes.each(list, |place, tables, notes| {
        let outputs = place.get("out");
        let names = outputs.value().as_str().map(|it| vec![it]);
        let names = names.or_else(|| outputs.texts().ok()).unwrap_or_default();
        read_table(place, tables, notes).inspect_err(|_| {
            notes.unread.extend(names.into_iter().map(str::to_owned));
        })
    })
}

fn read_table(place: &Place, earlier: &[Table], notes: &mut Notes) -> Result<Table, Misread> {
    let hit = place.get("hit");
    let hit = HitPolicy::parse(hit.text()?)
        .ok_or_else(|| hit.misread("the hit policy U, A, F, C or R"))?;
    let out = place.get("out");
    let outputs: Vec<String> = match out.value().as_str() {
        Some(name) => vec![name.to_owned()],
        None => out.texts()?.into_iter().map(str::to_owned).collect(),
    };
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
    if earlier.iter().any(|it| it.id == table.id) {
        return Err(place.get("id").misread("a table name that is not used yet"));
    }
    let is_concluded = |name: &String| earlier.iter().any(|it| it.outputs.contains(name));
    if table.outputs.is_empty() || table.outputs.iter().any(is_concluded) {
        return Err(out.misread("what no earlier table concludes"));
    }
    let n_complaints = notes.misreads.len() + notes.cells.len();
    table.rows = notes.each(&place.get("rows"), |row, rows: &[Row], notes| {
        let read = read_row(row, &table.outputs, notes)?;
        if rows.iter().any(|it| it.id == read.id) {
            return Err(row
                .get("id")
                .misread("a row name that the table does not hold yet"));
        }
        Ok(read)
    });
    if notes.misreads.len() + notes.cells.len() > n_complaints {
        notes.unread.insert(table.id.to_string());
    }
    Ok(table)
}

fn read_row(place: &Place, outputs: &[String], notes: &mut Notes) -> Result<Row, Misread> {
    let id = place.get("id").text()?;
    let cells = place.get("when");
    let mut when = Vec::new();
    for (column, cell) in cells.members()? {
        let text = cell.value().as_str().unwrap_or_default();
        match Cell::parse(text) {
            Ok(read) => when.push((column.to_owned(), read)),
            Err(expected) => notes.cells.push(cell.misread(expected)),
        }
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
        rules: place
            .get("rules")
            .texts()?
            .into_iter()
            .map(RuleId::new)
            .collect(),
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
