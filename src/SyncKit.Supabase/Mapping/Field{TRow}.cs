using System.Text.Json;

namespace SyncKit.Supabase.Mapping;

/// <summary>A field with what writes its value.</summary>
/// <typeparam name="TRow">The kind of row.</typeparam>
/// <param name="Name">The name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Write">Writes the value of a row.</param>
internal sealed record Field<TRow>(string Name, FieldType Type, Action<Utf8JsonWriter, TRow> Write) : Field(Name, Type);
