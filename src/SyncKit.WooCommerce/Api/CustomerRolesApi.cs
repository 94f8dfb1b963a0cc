using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Api;

/// <summary>Asks the resource <c>customers</c> for roles.</summary>
internal sealed class CustomerRolesApi(StoreClient client)
{
    /// <summary>The code of the failure that the API key may not read customers.</summary>
    public const string Refused = "woocommerce.customers-refused";

    private const int MostIncluded = 100;

    /// <summary>The roles of customers by id, without those who have none or are gone; one request for each hundred of them.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<IReadOnlyDictionary<long, string>> RolesAsync(Connection connection, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        Dictionary<long, string> roles = [];
        foreach (long[] chunk in ids.Distinct().Order().Chunk(MostIncluded))
        {
            // Without a role a store lists those of the role customer only.
            string path = string.Create(
                CultureInfo.InvariantCulture,
                $"customers?_fields=id,role&role=all&per_page={MostIncluded}&orderby=id&order=asc&include={Uri.EscapeDataString(string.Join(',', chunk))}");
            StoreAnswer answer = await ListAsync(connection, path, cancellationToken).ConfigureAwait(false);
            foreach ((long? id, string? role) in StoreClient.Read(connection, static json => Documents.ReadList(json, ReadOne), answer.Json))
            {
                if (id is { } customer && role is not null)
                {
                    roles[customer] = role;
                }
            }
        }

        return roles;
    }

    /// <summary>Asks for one customer, to see whether the store lets it.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public Task TryAsync(Connection connection, CancellationToken cancellationToken) =>
        ListAsync(connection, "customers?_fields=id,role&role=all&per_page=1", cancellationToken);

    private async Task<StoreAnswer> ListAsync(Connection connection, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListAsync(connection, path, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Failure.Code is StoreFailure.Permission or StoreFailure.KeyRejected)
        {
            // A key that may read orders but no customers is refused with the words for a key that is unknown.
            throw new ConnectorException(
                new Failure(
                    FailureKind.NeedsAttention,
                    Refused,
                    $"{StoreClient.AddressOf(connection).Host} does not let the API key read customers, whose roles are wanted with each order.",
                    "Let the key belong to a shop manager or administrator, with the permission Read, or switch customerRoles off."),
                exception);
        }
    }

    private static (long? Id, string? Role) ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        long? id = null;
        string? role = null;
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && Fields.Next(ref reader))
        {
            bool isId = reader.ValueSpan.SequenceEqual("id"u8);
            bool isRole = reader.ValueSpan.SequenceEqual("role"u8);
            reader.Read();
            id = isId ? JsonScalar.Id(ref reader) : id;
            role = isRole ? JsonScalar.Word(ref reader) : role;
            reader.Skip();
        }

        reader.Skip();
        return (id, role);
    }
}
