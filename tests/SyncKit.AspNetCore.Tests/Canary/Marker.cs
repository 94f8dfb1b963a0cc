using System.Text;
using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A secret that must not show, under a name that may.</summary>
internal sealed class Marker
{
    private readonly byte[] value;
    private readonly string? text;

    public Marker(string name, string value)
        : this(name, Encoding.UTF8.GetBytes(value)) => text = value;

    public Marker(string name, byte[] value)
    {
        value.Length.Should().BeGreaterThanOrEqualTo(10, "a shorter one occurs by chance: {0}", name);
        Name = name;
        this.value = value;
    }

    public string Name { get; }

    /// <summary>How it may show, each as the characters of its bytes.</summary>
    public IEnumerable<(string Form, string Needle)> Forms()
    {
        yield return ("plain", Encoding.Latin1.GetString(value));
        yield return ("hex", Convert.ToHexStringLower(value));
        yield return ("upper hex", Convert.ToHexString(value));
        for (int before = 0; before < 3; before++)
        {
            string base64 = Base64(before);
            yield return ("base64", base64);
            yield return ("base64url", base64.Replace('+', '-').Replace('/', '_'));
        }

        if (text is not null)
        {
            if (text.Length >= 32)
            {
                yield return ("its beginning", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text[..20])));
            }

            yield return ("UTF-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text)));
            yield return ("URL-encoded", Uri.EscapeDataString(text));
            yield return ("JSON-escaped", JsonEncodedText.Encode(text).Value);
        }
    }

    /// <summary>What of the Base64 is the same whatever stands around, after so many other bytes.</summary>
    private string Base64(int before)
    {
        string all = Convert.ToBase64String([.. new byte[before], .. value]);
        int first = before == 0 ? 0 : before + 1;
        return all[first..((before + value.Length) * 8 / 6)];
    }
}
