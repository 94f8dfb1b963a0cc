using Npgsql;

namespace SyncKit.PostgreSql;

/// <summary>Reads addresses such as <c>postgres://user:password@db.example:5432/synckit?sslmode=require</c>, which many services show.</summary>
internal static class PostgresUri
{
    private const string Form = "write it like postgres://user:password@db.example:5432/synckit, with %23 for # and so on in the password";

    public static bool IsOne(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">It cannot be read. The message does not repeat it, because the password is in it.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Host.Length == 0 || address.Fragment.Length > 0)
        {
            throw new ArgumentException($"The PostgreSQL address cannot be read: {Form}.", nameof(text));
        }

        NpgsqlConnectionStringBuilder builder = new() { Host = address.IdnHost.Trim('[', ']') };
        if (address.Port > 0)
        {
            builder.Port = address.Port;
        }

        string[] user = address.UserInfo.Split(':', 2);
        builder.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        builder.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        builder.Database = address.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(address.AbsolutePath[1..]) : null;
        foreach (string setting in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = setting.Split('=', 2);
            Set(builder, parts[0], parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        }

        return builder;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        (string Key, string Value) setting = name switch
        {
            "sslmode" => ("SSL Mode", value.Replace("-", string.Empty, StringComparison.Ordinal)),
            "sslrootcert" => ("Root Certificate", value),
            "channel_binding" => ("Channel Binding", value),
            "application_name" => ("Application Name", value),
            "connect_timeout" => ("Timeout", value),
            "options" => ("Options", value),
            "pgbouncer" when value == "true" => ("Max Auto Prepare", "0"),
            _ => throw new ArgumentException(
                $"The PostgreSQL address has the parameter '{name}', which is not known: leave it out, or write a connection string like Host=db.example;Database=synckit.",
                nameof(name)),
        };
        try
        {
            builder[setting.Key] = setting.Value;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidCastException)
        {
            throw new ArgumentException($"The parameter '{name}' of the PostgreSQL address has a value that is not known.", nameof(value));
        }
    }
}
