namespace SyncKit.Http;

/// <summary>A host name leads to no public address, and the client may call nothing else.</summary>
internal sealed class AddressRefusedException(string host, string what)
    : Exception($"{host} is not called: its address is {what}, not public.")
{
    /// <summary>The refusal inside of what the socket handler made of it.</summary>
    public static AddressRefusedException? In(Exception? exception)
    {
        while (exception is not null and not AddressRefusedException)
        {
            exception = exception.InnerException;
        }

        return exception as AddressRefusedException;
    }
}
