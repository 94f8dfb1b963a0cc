using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Sqlite.Schema;

namespace SyncKit.Sqlite.Tests.Schema;

/// <summary>A file from before there were data keys and chains goes on as it is.</summary>
public sealed class SecondSchemaTests : IDisposable
{
    private static readonly ConnectionId Books = ConnectionId.Parse("acme/quickbooks/books");
    private static readonly byte[] Key = Enumerable.Repeat((byte)7, 32).ToArray();

    private readonly TemporaryFile file = new();

    public SecondSchemaTests() => MakeSecondSchema();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Its_credentials_open_and_a_rotation_gives_them_a_data_key()
    {
        await using (ServiceProvider host = Host("k1"))
        {
            StoredCredentials stored = (await host.GetRequiredService<ICredentialStore>().FindAsync(Books, "call", Token))!;
            stored.Secrets.Find("refresh_token")!.Reveal().Should().Be("rt-7");
            stored.Version.Should().Be(5);
            CredentialRotation rotation = host.GetRequiredService<CredentialRotation>();
            (await rotation.KeyUsageAsync(Token)).Should().Equal(new KeyUsage("k1", 1, 1));

            (await rotation.RotateAsync(null, Token)).IsComplete.Should().BeTrue();

            (await rotation.KeyUsageAsync(Token)).Should().Equal(new KeyUsage("k1", 1, 0));
            (await host.GetRequiredService<ICredentialStore>().SaveAsync(Books, stored.Secrets, 5, "refreshed", Token)).Should().Be(6);
        }

        await using ServiceProvider later = Host("k1");
        (await later.GetRequiredService<ICredentialStore>().FindAsync(Books, "call", Token))!.Secrets.Find("refresh_token")!.Reveal().Should().Be("rt-7");
    }

    [Fact]
    public async Task Its_audit_entries_are_numbered_and_the_chain_begins_after_them()
    {
        await using ServiceProvider host = Host("k1");
        AuditTrail trail = host.GetRequiredService<AuditTrail>();
        await host.GetRequiredService<ICredentialStore>().FindAsync(Books, "call", Token);

        (await trail.ListAsync(new AuditQuery(Books.Tenant), Token)).Select(record => (record.Sequence, record.Entry.Subject, record.Hash.IsNone))
            .Should().Equal((4, "acme/quickbooks/books", false), (3, "c", true), (2, "b", true), (1, "a", true));
        AuditVerification found = await trail.VerifyAsync(Books.Tenant, null, Token);
        (found.Problem, found.Entries, found.Unchained).Should().Be((null, 1, 3));
        using MemoryStream export = new();
        await trail.ExportAsync(Books.Tenant, export, Token);
        export.Position = 0;
        (await AuditTrail.VerifyExportAsync(export, found.Head, Token)).Should().Be(found);
        (await trail.VerifyAsync(new TenantId("other"), null, Token)).Unchained.Should().Be(1);
        (await trail.VerifyAsync(new TenantId("third"), null, Token)).Unchained.Should().Be(0);
    }

    private ServiceProvider Host(string active)
    {
        ServiceCollection services = new();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSyncKit().UseSqlite(file.ConnectionString).WithCredentialKeys(keys =>
        {
            keys.Active = active;
            keys.Keys["k1"] = Convert.ToBase64String(Key);
        });
        return services.BuildServiceProvider();
    }

    private void MakeSecondSchema()
    {
        byte[] plain = """{"realm_id":"4620","refresh_token":"rt-7"}"""u8.ToArray();
        byte[] nonce = Enumerable.Range(0, 12).Select(i => (byte)i).ToArray();
        byte[] closed = new byte[plain.Length + 16];
        using AesGcm aes = new(Key, 16);
        aes.Encrypt(nonce, plain, closed.AsSpan(0, plain.Length), closed.AsSpan(plain.Length), Encoding.UTF8.GetBytes("acme|quickbooks|books"));
        using SqliteConnection connection = new(file.ConnectionString + ";Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            {SchemaStep1.Sql}
            {SchemaStep2.Sql}
            PRAGMA user_version = 2;
            INSERT INTO credentials (tenant, connection, key_id, nonce, ciphertext, version) VALUES ('acme', 'quickbooks/books', 'k1', $nonce, $closed, 5);
            INSERT INTO audit (tenant, at, action, subject, reason, actor) VALUES
                ('acme', 1, 'x', 'a', '', ''), ('other', 1, 'x', 'z', '', ''), ('acme', 2, 'x', 'b', '', ''), ('acme', 2, 'x', 'c', '', '');
            """;
        command.Parameters.AddWithValue("$nonce", nonce);
        command.Parameters.AddWithValue("$closed", closed);
        command.ExecuteNonQuery();
    }
}
