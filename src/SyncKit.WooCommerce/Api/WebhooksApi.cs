using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Webhooks;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Api;

/// <summary>The resource <c>webhooks</c>.</summary>
internal sealed class WebhooksApi(StoreClient client)
{
    private const int PageSize = 100;

    /// <summary>All webhooks of the store, by id.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<List<RegisteredWebhook>> ListAsync(Connection connection, CancellationToken cancellationToken)
    {
        Dictionary<string, RegisteredWebhook> all = new(StringComparer.Ordinal);
        int count = PageSize;
        for (int page = 1; count == PageSize; page++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"webhooks?orderby=id&order=asc&per_page={PageSize}&page={page}");
            StoreAnswer answer = await client.ListAsync(connection, path, cancellationToken).ConfigureAwait(false);
            List<RegisteredWebhook?> listed = StoreClient.Read(connection, static json => Documents.ReadList(json, ReadOne), answer.Json);
            count = listed.Count;
            foreach (RegisteredWebhook webhook in listed.OfType<RegisteredWebhook>())
            {
                all[webhook.Id] = webhook;
            }
        }

        return [.. all.Values];
    }

    /// <summary>Makes a webhook. The store tries the address with a ping before it answers.</summary>
    /// <returns>The webhook; <see langword="null"/> when the answer was lost, so that it may have been made or not.</returns>
    /// <exception cref="ConnectorException">The store surely did not make it.</exception>
    public async Task<RegisteredWebhook?> CreateAsync(
        Connection connection, string name, string topic, Uri deliveryUrl, Secret secret, CancellationToken cancellationToken)
    {
        StoreAnswer? answer = await client
            .CreateAsync(connection, "webhooks", Body(name, secret, topic, deliveryUrl), cancellationToken)
            .ConfigureAwait(false);
        return answer is null ? null : One(connection, answer);
    }

    /// <summary>Gives a webhook its name and the secret. A store does not ping again for it.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<RegisteredWebhook> UpdateAsync(Connection connection, string id, string name, Secret secret, CancellationToken cancellationToken)
    {
        StoreAnswer answer = await client.UpdateAsync(connection, $"webhooks/{id}", Body(name, secret), cancellationToken).ConfigureAwait(false);
        return One(connection, answer) ?? throw new ConnectorException(new Failure(
            FailureKind.Transient,
            "woocommerce.not-json",
            $"{StoreClient.AddressOf(connection).Host} answered with a webhook that has no id.",
            "See which plug-in changes the store's API answers, and switch it off."));
    }

    /// <summary>Deletes a webhook; webhooks have no trash.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public Task<bool> DeleteAsync(Connection connection, string id, CancellationToken cancellationToken) =>
        client.DeleteAsync(connection, $"webhooks/{id}", StoreError.UnknownWebhook, cancellationToken);

    private static RegisteredWebhook? One(Connection connection, StoreAnswer answer) =>
        StoreClient.Read(connection, static json => Documents.ReadOne(json, ReadOne), answer.Json);

    private static ReadOnlyMemory<byte> Body(string name, Secret secret, string? topic = null, Uri? deliveryUrl = null)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            if (topic is not null && deliveryUrl is not null)
            {
                writer.WriteString("topic", topic);
                writer.WriteString("delivery_url", deliveryUrl.AbsoluteUri);
            }

            writer.WriteString("secret", secret.Reveal());
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>One webhook; nothing without an id.</summary>
    private static RegisteredWebhook? ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        long? id = null;
        string topic = string.Empty;
        string url = string.Empty;
        string status = string.Empty;
        string name = string.Empty;
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && Fields.Next(ref reader))
        {
            switch (JsonScalar.Name(ref reader))
            {
                case "id": reader.Read(); id = JsonScalar.Id(ref reader); break;
                case "topic": reader.Read(); topic = JsonScalar.Text(ref reader) ?? string.Empty; break;
                case "delivery_url": reader.Read(); url = JsonScalar.Text(ref reader) ?? string.Empty; break;
                case "status": reader.Read(); status = JsonScalar.Text(ref reader) ?? string.Empty; break;
                case "name": reader.Read(); name = JsonScalar.Text(ref reader) ?? string.Empty; break;
                default: reader.Read(); break;
            }

            reader.Skip();
        }

        reader.Skip();
        return id is { } known
            ? new RegisteredWebhook(known.ToString(CultureInfo.InvariantCulture), topic, url, string.Equals(status, "active", StringComparison.Ordinal), name)
            : null;
    }
}
