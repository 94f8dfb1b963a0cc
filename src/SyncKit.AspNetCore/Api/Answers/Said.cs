using System.Text.RegularExpressions;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>
/// Keeps what looks like a key or a token out of problems. These repeat what a caller sent, who may have sent a secret where none belongs, and problems end up in
/// the logs of whoever calls.
/// </summary>
internal static partial class Said
{
    private const string Mask = "***";

    public static ApiProblem Shorn(ApiProblem problem) => problem with
    {
        Detail = Shorn(problem.Detail),
        Remedy = Shorn(problem.Remedy),
        Errors = problem.Errors is { } errors ? Shorn(errors) : null,
        Findings = problem.Findings is { } findings
            ? [.. findings.Select(static finding => finding with { Setting = Shorn(finding.Setting), Message = Shorn(finding.Message) })]
            : null,
    };

    /// <summary>Masks runs of letters and digits that no word and no name is made of; the ids that SyncKit itself makes stay.</summary>
    public static string Shorn(string text) => Opaque().Replace(text, static found => HasBoth(found.ValueSpan) ? Mask : found.Value);

    private static Dictionary<string, string[]> Shorn(IReadOnlyDictionary<string, string[]> errors)
    {
        Dictionary<string, string[]> shorn = new(StringComparer.Ordinal);
        foreach ((string field, string[] sentences) in errors)
        {
            // Two masked names are one.
            shorn[Shorn(field)] = [.. sentences.Select(Shorn)];
        }

        return shorn;
    }

    private static bool HasBoth(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('0', '9') && (text.ContainsAnyInRange('a', 'z') || text.ContainsAnyInRange('A', 'Z'));

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_\-+=])(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![A-Za-z0-9_\-+=]))[A-Za-z0-9_\-+=]{24,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();
}
