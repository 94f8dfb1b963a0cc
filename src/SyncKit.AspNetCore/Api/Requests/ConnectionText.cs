using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>A connection within its tenant, written as <c>connector/name</c>.</summary>
internal static class ConnectionText
{
    public static string Of(ConnectionId connection) => $"{connection.Connector}/{connection.Name}";

    public static ConnectionId Read(TenantId tenant, string field, string? text)
    {
        string[] parts = (text ?? string.Empty).Split('/');
        try
        {
            return parts.Length == 2
                ? new ConnectionId(tenant, parts[0], parts[1])
                : throw new ProblemException(Problems.Field(field, $"The field '{field}' is '{text}'; name a connection as connector/name, for example woocommerce/us-store."));
        }
        catch (ArgumentException wrong)
        {
            throw new ProblemException(Problems.Field(field, wrong.Message));
        }
    }
}
