using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>The values of an order that the settings copy into fields of its documents. Pure.</summary>
internal sealed class OrderFields(Order order, QuickBooksSettings settings)
{
    private const string CustomStart = "customField:";
    private const int LongestCustomValue = 31;

    private readonly List<(string To, string Value)> values = [.. settings.Fields
        .Select(rule => (rule.To.Trim(), Value(rule, order)))
        .Where(static field => field.Item2.Length > 0)];

    public string Memo => All("memo");

    public string PrivateNote => All("privateNote");

    public string Class => First("class");

    public string Department => First("department");

    public string PaymentNumber => First("paymentNumber");

    /// <summary>The custom fields that the company has in use; one that it does not have is named by the check of the settings.</summary>
    public IReadOnlyList<CustomField> Custom(Company company)
    {
        List<CustomField> fields = [];
        foreach ((string to, string value) in values.Where(static field => field.To.StartsWith(CustomStart, StringComparison.OrdinalIgnoreCase)))
        {
            string wanted = to[CustomStart.Length..].Trim();
            (string number, string name) = company.CustomFields.FirstOrDefault(field =>
                field.Key == wanted || string.Equals(field.Value, wanted, StringComparison.OrdinalIgnoreCase));
            if (number is { Length: > 0 } && !fields.Exists(field => field.Number == number))
            {
                fields.Add(new CustomField(number, name, Text.Line(value, LongestCustomValue)));
            }
        }

        return [.. fields.OrderBy(static field => field.Number, StringComparer.Ordinal)];
    }

    private string All(string to) => string.Join("; ", Of(to));

    private string First(string to) => Of(to).FirstOrDefault(string.Empty);

    private IEnumerable<string> Of(string to) =>
        values.Where(field => string.Equals(field.To, to, StringComparison.OrdinalIgnoreCase)).Select(static field => field.Value);

    private static string Value(FieldRule rule, Order order)
    {
        string read = OrderPath.TryParse(rule.From, out OrderPath? path, out _) ? Text.Line(path.Read(order), 4000) : string.Empty;
        return read.Length > 0 ? read : Text.Line(rule.Default, 4000);
    }
}
