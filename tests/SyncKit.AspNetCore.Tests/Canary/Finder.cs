using System.Buffers;
using System.Text;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Finds secrets in whatever form they show.</summary>
internal sealed class Finder
{
    private const int Context = 90;

    private readonly Dictionary<string, (Marker Marker, string Form)> needles = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private SearchValues<string>? all;

    public int Markers => names.Count;

    /// <summary>A secret is one marker however often it is met.</summary>
    public void Add(string name, string value) => Add(new Marker(name, value));

    public void Add(string name, byte[] value) => Add(new Marker(name, value));

    public IReadOnlyList<Finding> Search(Evidence evidence)
    {
        List<Finding> findings = [];
        string text = Encoding.Latin1.GetString(evidence.Bytes);
        foreach ((int at, Marker marker, string form, _) in Hits(text).DistinctBy(static hit => (hit.At, hit.Marker.Name)))
        {
            string place = evidence.Sink == "database" ? $"{evidence.Place}+0x{at:x}" : evidence.Place;
            string before = MaskBytes(text[Math.Max(0, at - 600)..at]);
            findings.Add(new Finding(
                marker.Name, form, evidence.Sink, Mask(place), Printable($"{before[^Math.Min(Context, before.Length)..]}[{marker.Name}]")));
        }

        return findings;
    }

    /// <summary>The names of the secrets that a text holds.</summary>
    public IEnumerable<string> NamesIn(string text) => Hits(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text))).Select(hit => hit.Marker.Name);

    public string Mask(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(MaskBytes(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)))));

    private string MaskBytes(string text)
    {
        foreach ((_, Marker marker, _, string needle) in Hits(text).OrderByDescending(static hit => hit.Needle.Length).ToArray())
        {
            text = text.Replace(needle, $"[{marker.Name}]", StringComparison.Ordinal);
        }

        return text;
    }

    private IEnumerable<(int At, Marker Marker, string Form, string Needle)> Hits(string text)
    {
        all ??= SearchValues.Create([.. needles.Keys], StringComparison.Ordinal);
        for (int from = 0; text.AsSpan(from).IndexOfAny(all) is var found and >= 0; from += found + 1)
        {
            int at = from + found;
            foreach ((string needle, (Marker marker, string form)) in needles)
            {
                if (text.AsSpan(at).StartsWith(needle, StringComparison.Ordinal))
                {
                    yield return (at, marker, form, needle);
                }
            }
        }
    }

    private void Add(Marker marker)
    {
        (string Form, string Needle)[] forms = [.. marker.Forms()];
        if (needles.ContainsKey(forms[0].Needle))
        {
            return;
        }

        names.Add(marker.Name).Should().BeTrue("a marker's name is its own: {0}", marker.Name);
        foreach ((string form, string needle) in forms)
        {
            needles.TryAdd(needle, (marker, form));
        }

        all = null;
    }

    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
