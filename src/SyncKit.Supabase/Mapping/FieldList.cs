using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Mapping;

/// <summary>Lists the fields of a kind of row.</summary>
/// <typeparam name="TRow">The kind of row.</typeparam>
internal sealed class FieldList<TRow>
{
    private readonly List<Field<TRow>> fields = [];

    public IReadOnlyList<Field<TRow>> All => fields;

    public FieldList<TRow> Text(string name, Func<TRow, string?> read) => Add(name, FieldType.Text, (json, row) => Values.Text(json, read(row)));

    public FieldList<TRow> Number(string name, Func<TRow, decimal> read) => Add(name, FieldType.Number, (json, row) => json.WriteNumberValue(read(row)));

    public FieldList<TRow> Number(string name, Func<TRow, decimal?> read) => Add(name, FieldType.Number, (json, row) =>
    {
        if (read(row) is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    });

    public FieldList<TRow> Integer(string name, Func<TRow, int> read) => Add(name, FieldType.Integer, (json, row) => json.WriteNumberValue(read(row)));

    public FieldList<TRow> Truth(string name, Func<TRow, bool> read) => Add(name, FieldType.Truth, (json, row) => json.WriteBooleanValue(read(row)));

    public FieldList<TRow> Instant(string name, Func<TRow, DateTimeOffset?> read) => Add(name, FieldType.Instant, (json, row) => Values.Instant(json, read(row)));

    public FieldList<TRow> Day(string name, Func<TRow, DateOnly?> read) => Add(name, FieldType.Day, (json, row) => Values.Day(json, read(row)));

    public FieldList<TRow> Json(string name, Action<Utf8JsonWriter, TRow> write) => Add(name, FieldType.Json, write);

    public FieldList<TRow> Address(string name, Func<TRow, Address?> read) => Json(name, (json, row) => Parts.Address(json, read(row)));

    public FieldList<TRow> Taxes(string name, Func<TRow, IReadOnlyList<LineTax>> read) => Json(name, (json, row) => Parts.Taxes(json, read(row)));

    public FieldList<TRow> Meta(Func<TRow, IReadOnlyList<MetaEntry>> read) => Json("meta", (json, row) => Parts.Meta(json, read(row)));

    /// <summary>What a record's own row has besides its fields: the source's JSON, the content's hash, the time of its end and that of its last change.</summary>
    public FieldList<TRow> Keeping(Func<TRow, RowScope> read)
    {
        Json("raw", (json, row) => Raw(json, read(row).Raw.Span));
        fields.Add(new Field<TRow>(FieldNames.ContentHash, FieldType.Text, (json, row) => json.WriteStringValue(read(row).ContentHash)) { IsContent = false });
        fields.Add(new Field<TRow>(FieldNames.DeletedAt, FieldType.Instant, static (json, _) => json.WriteNullValue()) { IsContent = false });
        fields.Add(new Field<TRow>(FieldNames.UpdatedAt, FieldType.Instant, static (json, _) => json.WriteNullValue()) { IsWritten = false });
        return this;
    }

    private static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(value, skipInputValidation: true);
        }
    }

    private FieldList<TRow> Add(string name, FieldType type, Action<Utf8JsonWriter, TRow> write)
    {
        fields.Add(new Field<TRow>(name, type, write));
        return this;
    }
}
