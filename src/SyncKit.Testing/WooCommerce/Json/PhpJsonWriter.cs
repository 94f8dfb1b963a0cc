using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Writes JSON byte for byte as PHP's json_encode does: slashes and everything outside ASCII are escaped, in lower-case hex.</summary>
internal sealed class PhpJsonWriter
{
    private readonly StringBuilder text = new(4096);
    private bool comma;

    /// <summary>How many decimals amounts are shown with.</summary>
    public int Decimals { get; init; } = 2;

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(text.ToString());

    public override string ToString() => text.ToString();

    public void Begin(char bracket)
    {
        Separate();
        text.Append(bracket);
        comma = false;
    }

    public void Begin(string name, char bracket)
    {
        Name(name);
        Begin(bracket);
    }

    public void End(char bracket)
    {
        text.Append(bracket);
        comma = true;
    }

    public void Name(string name)
    {
        Separate();
        Quote(name);
        text.Append(':');
        comma = false;
    }

    public void Text(string name, string? value)
    {
        Name(name);
        Text(value);
    }

    public void Text(string? value)
    {
        Separate();
        if (value is null)
        {
            text.Append("null");
        }
        else
        {
            Quote(value);
        }
    }

    public void Number(string name, long value)
    {
        Name(name);
        Number(value);
    }

    public void Number(long value)
    {
        Separate();
        text.Append(CultureInfo.InvariantCulture, $"{value}");
    }

    public void Bool(string name, bool value)
    {
        Name(name);
        Separate();
        text.Append(value ? "true" : "false");
    }

    public void Money(string name, decimal value) => Text(name, Amount(value));

    public string Amount(decimal value)
    {
        decimal rounded = Math.Round(value, Decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0m ? 0m : rounded).ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A JSON number as PHP prints a float: prices and rates leave WooCommerce as binary floats, noise included.</summary>
    public void Float(string name, double value)
    {
        Name(name);
        Separate();
        text.Append(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>JSON that is written already.</summary>
    public void Raw(string json)
    {
        Separate();
        text.Append(json);
    }

    public void Node(JsonNode? node)
    {
        switch (node)
        {
            case null:
                Text(null);
                break;
            case JsonObject json:
                Begin('{');
                foreach ((string name, JsonNode? value) in json)
                {
                    Name(name);
                    Node(value);
                }

                End('}');
                break;
            case JsonArray array:
                Begin('[');
                foreach (JsonNode? item in array)
                {
                    Node(item);
                }

                End(']');
                break;
            default:
                if (node.GetValueKind() == JsonValueKind.String)
                {
                    Text(node.GetValue<string>());
                }
                else
                {
                    Separate();
                    text.Append(node.ToJsonString());
                }

                break;
        }
    }

    private void Separate()
    {
        if (comma)
        {
            text.Append(',');
        }

        comma = true;
    }

    private void Quote(string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '/':
                    text.Append("\\/");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or > '\u007f':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
