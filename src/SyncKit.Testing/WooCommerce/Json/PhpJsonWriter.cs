using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Writes JSON byte for byte as PHP's json_encode does: slashes and everything outside ASCII are escaped, in lower-case hex.</summary>
internal sealed class PhpJsonWriter
{
    private byte[] buffer = new byte[4096];
    private int length;
    private bool comma;

    /// <summary>How many decimals amounts are shown with.</summary>
    public int Decimals { get; init; } = 2;

    public byte[] ToUtf8() => buffer.AsSpan(0, length).ToArray();

    public override string ToString() => Encoding.UTF8.GetString(buffer, 0, length);

    public void Begin(char bracket)
    {
        Separate();
        Put((byte)bracket);
        comma = false;
    }

    public void Begin(string name, char bracket)
    {
        Name(name);
        Begin(bracket);
    }

    public void End(char bracket)
    {
        Put((byte)bracket);
        comma = true;
    }

    public void Name(string name)
    {
        Separate();
        Quote(name);
        Put((byte)':');
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
            Put("null"u8);
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
        Room(20);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(length), out int written);
        length += written;
    }

    public void Bool(string name, bool value)
    {
        Name(name);
        Separate();
        Put(value ? "true"u8 : "false"u8);
    }

    public void Money(string name, decimal value)
    {
        Name(name);
        Separate();
        Room(40);
        buffer[length++] = (byte)'"';
        Utf8Formatter.TryFormat(Rounded(value), buffer.AsSpan(length), out int written, new StandardFormat('F', (byte)Decimals));
        length += written;
        Put((byte)'"');
    }

    public string Amount(decimal value) => Rounded(value).ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A JSON number as PHP prints a float: prices and rates leave WooCommerce as binary floats, noise included.</summary>
    public void Float(string name, double value)
    {
        Name(name);
        Separate();
        Put(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>JSON that is written already.</summary>
    public void Raw(string json)
    {
        Separate();
        Put(json);
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
                    Put(node.ToJsonString());
                }

                break;
        }
    }

    /// <summary>Zero has no sign here, whatever it was rounded from.</summary>
    private decimal Rounded(decimal value)
    {
        decimal rounded = Math.Round(value, Decimals, MidpointRounding.AwayFromZero);
        return rounded == 0m ? 0m : rounded;
    }

    private void Separate()
    {
        if (comma)
        {
            Put((byte)',');
        }

        comma = true;
    }

    private void Quote(string value)
    {
        Room((value.Length * 6) + 2);
        buffer[length++] = (byte)'"';
        foreach (char c in value)
        {
            if (c is >= ' ' and <= '\u007f' and not ('"' or '\\' or '/'))
            {
                buffer[length++] = (byte)c;
            }
            else
            {
                Escape(c);
            }
        }

        buffer[length++] = (byte)'"';
    }

    private void Escape(char c)
    {
        buffer[length++] = (byte)'\\';
        switch (c)
        {
            case '"' or '\\' or '/':
                buffer[length++] = (byte)c;
                break;
            case '\b':
                buffer[length++] = (byte)'b';
                break;
            case '\f':
                buffer[length++] = (byte)'f';
                break;
            case '\n':
                buffer[length++] = (byte)'n';
                break;
            case '\r':
                buffer[length++] = (byte)'r';
                break;
            case '\t':
                buffer[length++] = (byte)'t';
                break;
            default:
                buffer[length++] = (byte)'u';
                Utf8Formatter.TryFormat((ushort)c, buffer.AsSpan(length), out int written, new StandardFormat('x', 4));
                length += written;
                break;
        }
    }

    private void Put(byte value)
    {
        Room(1);
        buffer[length++] = value;
    }

    private void Put(ReadOnlySpan<byte> utf8)
    {
        Room(utf8.Length);
        utf8.CopyTo(buffer.AsSpan(length));
        length += utf8.Length;
    }

    private void Put(string value)
    {
        Room(Encoding.UTF8.GetMaxByteCount(value.Length));
        length += Encoding.UTF8.GetBytes(value, buffer.AsSpan(length));
    }

    private void Room(int wanted)
    {
        if (buffer.Length - length < wanted)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + wanted));
        }
    }
}
