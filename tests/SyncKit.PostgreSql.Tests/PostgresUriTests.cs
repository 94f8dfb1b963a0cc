using Npgsql;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresUriTests
{
    [Fact]
    public void An_address_has_all_that_a_connection_string_has()
    {
        NpgsqlConnectionStringBuilder read = new(PostgresConnectionString.Complete(
            "postgresql://clerk:p%40ss%3Aword@db.example:6543/sync%20kit?sslmode=verify-full&application_name=books&pgbouncer=true"));

        (read.Host, read.Port, read.Username, read.Password, read.Database).Should().Be(("db.example", 6543, "clerk", "p@ss:word", "sync kit"));
        (read.SslMode, read.ApplicationName, read.MaxAutoPrepare).Should().Be((SslMode.VerifyFull, "books", 0));
    }

    [Theory]
    [InlineData("postgres://db.example", "db.example", 5432)]
    [InlineData("POSTGRES://[::1]:5433/synckit", "::1", 5433)]
    public void What_is_left_out_is_the_usual(string address, string host, int port)
    {
        NpgsqlConnectionStringBuilder read = new(PostgresConnectionString.Complete(address));

        (read.Host, read.Port, read.Password).Should().Be((host, port, null));
    }

    [Theory]
    [InlineData("postgres://clerk:s3cret#@db.example/synckit", "cannot be read")]
    [InlineData("postgres://", "cannot be read")]
    [InlineData("postgres://clerk:s3cret@db.example/synckit?colour=red", "parameter 'colour'")]
    [InlineData("postgres://clerk:s3cret@db.example/synckit?sslmode=s3cret", "parameter 'sslmode'")]
    public void A_wrong_address_is_said_without_what_is_secret_in_it(string address, string sentence)
    {
        Action complete = () => PostgresConnectionString.Complete(address);

        complete.Should().Throw<ArgumentException>().Which.Message.Should().Contain(sentence).And.NotContain("s3cret");
    }
}
