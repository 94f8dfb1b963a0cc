using Microsoft.AspNetCore.WebUtilities;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.QuickBooks.Authorization;

/// <summary>The page on which a person allows the app's access and chooses a company. Here he does both at once.</summary>
internal sealed class ConsentPage(Authority authority, string clientId, IReadOnlyList<Uri>? redirects)
{
    private const string Scope = "com.intuit.quickbooks.accounting";

    /// <param name="request">The browser's request.</param>
    /// <param name="realmId">The company that the person chooses; <see langword="null"/> when he does not allow the access.</param>
    public SimulatedResponse Answer(SimulatedRequest request, string? realmId)
    {
        string redirect = Text(request, "redirect_uri");
        if (Text(request, "client_id") != clientId || !IsRegistered(redirect))
        {
            // Who may be anybody is not sent anywhere.
            return SimulatedResponse.Html(400, "<html><body>Sorry, but app didn't connect. The redirect_uri query parameter value is invalid.</body></html>");
        }

        string state = Text(request, "state");
        if (Text(request, "response_type") != "code" || !Text(request, "scope").Split(' ').Contains(Scope))
        {
            return Back(redirect, ("error", "invalid_scope"), ("state", state));
        }

        return realmId is null
            ? Back(redirect, ("error", "access_denied"), ("state", state))
            : Back(redirect, ("code", authority.IssueCode(realmId, redirect)), ("state", state), ("realmId", realmId));
    }

    private static SimulatedResponse Back(string redirect, params ReadOnlySpan<(string Name, string Value)> query)
    {
        string target = redirect;
        foreach ((string name, string value) in query)
        {
            target = QueryHelpers.AddQueryString(target, name, value);
        }

        return new SimulatedResponse(302, default, "text/html; charset=UTF-8").With("Location", target);
    }

    private static string Text(SimulatedRequest request, string name) => request.Query.GetValueOrDefault(name).ToString();

    private bool IsRegistered(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out Uri? address) && (redirects is null || redirects.Any(known => known.AbsoluteUri == address.AbsoluteUri));
}
