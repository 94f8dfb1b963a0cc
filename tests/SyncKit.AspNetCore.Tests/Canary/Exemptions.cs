using System.Text.RegularExpressions;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>The places where a secret may show, each with its reason. There are no others.</summary>
internal sealed partial class Exemptions
{
    private readonly Exemption[] all;

    public Exemptions(Func<string, bool> wasInAddress)
    {
        all =
        [
            new("The browser carries the state to the system where the account is: that is what it is for.", "answer",
                StartLocation(), static marker => marker.StartsWith("state ", StringComparison.Ordinal)),
            new("The browser keeps its session of the attempt in a cookie that no script reads.", "answer",
                StartCookie(), static marker => marker.StartsWith("session ", StringComparison.Ordinal)),
            new("ASP.NET Core itself logs the address that was called, below Warning; hosts filter it, as the documentation tells.", "log",
                FrameworkAddress(), wasInAddress),
            new("ASP.NET Core itself puts the path that was called into the scope of all lines of a request.", "log", PathScope(), wasInAddress),
        ];
    }

    public bool Allow(Finding finding)
    {
        Exemption? allowed = Array.Find(all, exemption => exemption.Sink == finding.Sink && exemption.Place.IsMatch(finding.Place) && exemption.IsFor(finding.Marker));
        allowed?.Used = true;
        return allowed is not null;
    }

    /// <summary>The exemptions that nothing needed, which should go.</summary>
    public IEnumerable<string> Idle => all.Where(static exemption => !exemption.Used).Select(static exemption => exemption.Why);

    [GeneratedRegex(@"^GET /connect/(quickbooks|woocommerce)/start 302 header Location$", RegexOptions.CultureInvariant)]
    private static partial Regex StartLocation();

    [GeneratedRegex(@"^GET /connect/(quickbooks|woocommerce)/start 302 header Set-Cookie$", RegexOptions.CultureInvariant)]
    private static partial Regex StartCookie();

    [GeneratedRegex(@"^Microsoft\.AspNetCore\.(Hosting\.Diagnostics/(1|2|16)|Routing\.Matching\.DfaMatcher/(1000|1001|1005))( \{(Path|QueryString)\})?$", RegexOptions.CultureInvariant)]
    private static partial Regex FrameworkAddress();

    [GeneratedRegex(@"^[A-Za-z.]+/[0-9]+ scope \{RequestPath\}$", RegexOptions.CultureInvariant)]
    private static partial Regex PathScope();

    private sealed record Exemption(string Why, string Sink, Regex Place, Func<string, bool> IsFor)
    {
        public bool Used { get; set; }
    }
}
