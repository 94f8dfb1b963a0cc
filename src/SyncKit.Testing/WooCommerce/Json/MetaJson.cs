namespace SyncKit.Testing.WooCommerce;

internal static class MetaJson
{
    public static void WriteOrder(PhpJsonWriter json, IEnumerable<StoreMeta> meta)
    {
        json.Begin("meta_data", '[');
        foreach (StoreMeta entry in meta.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.Begin('{');
            json.Number("id", entry.Id);
            json.Text("key", entry.Key);
            json.Name("value");
            json.Node(entry.Value);
            json.End('}');
        }

        json.End(']');
    }

    public static void WriteLine(PhpJsonWriter json, IEnumerable<StoreMeta> meta)
    {
        json.Begin("meta_data", '[');
        foreach (StoreMeta entry in meta)
        {
            json.Begin('{');
            json.Number("id", entry.Id);
            json.Text("key", entry.Key);
            json.Name("value");
            json.Node(entry.Value);
            json.Text("display_key", entry.DisplayKey ?? entry.Key);
            json.Name("display_value");
            json.Node(entry.Value);
            json.End('}');
        }

        json.End(']');
    }

    public static void WriteSingle(PhpJsonWriter json, long id, string key, string value)
    {
        StoreMeta entry = new(key, value) { Id = id };
        WriteLine(json, id == 0 ? [] : [entry]);
    }
}
