using System.Security.Cryptography;
using System.Text;

namespace SyncKit.Credentials;

/// <summary>
/// Keeps unwrapped data keys for five minutes, a thousand of them at most, so that a key management service is not called for every read. A key is cleared
/// when it is dropped: when it is too old at the next use of the memory, when a newer one needs its place, and at the end of the host.
/// </summary>
internal sealed class DataKeyMemory(TimeProvider time) : IDisposable
{
    public const int Most = 1000;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> oldest = new();

    public int Count
    {
        get
        {
            lock (gate)
            {
                DropOld();
                return entries.Count;
            }
        }
    }

    /// <returns>A copy, to be cleared by the caller; <see langword="null"/> when it is not there.</returns>
    public byte[]? Find(string keyId, ReadOnlySpan<byte> wrapped, string boundTo)
    {
        string name = NameOf(keyId, wrapped, boundTo);
        lock (gate)
        {
            DropOld();
            return entries.TryGetValue(name, out Entry? entry) ? [.. entry.Key] : null;
        }
    }

    /// <summary>Keeps a copy.</summary>
    public void Keep(string keyId, ReadOnlySpan<byte> wrapped, string boundTo, ReadOnlySpan<byte> key)
    {
        string name = NameOf(keyId, wrapped, boundTo);
        lock (gate)
        {
            DropOld();
            if (entries.ContainsKey(name))
            {
                return;
            }

            if (entries.Count == Most)
            {
                Drop(oldest.Dequeue());
            }

            Entry entry = new(name, key.ToArray(), time.GetTimestamp());
            entries.Add(name, entry);
            oldest.Enqueue(entry);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            while (oldest.TryDequeue(out Entry? entry))
            {
                Drop(entry);
            }
        }
    }

    /// <summary>The binding is part of the name: what was opened for one connection is not there for another.</summary>
    private static string NameOf(string keyId, ReadOnlySpan<byte> wrapped, string boundTo)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(keyId)));
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(boundTo)));
        hash.AppendData(wrapped);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private void DropOld()
    {
        while (oldest.TryPeek(out Entry? entry) && time.GetElapsedTime(entry.KeptAt) >= Life)
        {
            Drop(oldest.Dequeue());
        }
    }

    private void Drop(Entry entry)
    {
        entries.Remove(entry.Name);
        CryptographicOperations.ZeroMemory(entry.Key);
    }

    private sealed record Entry(string Name, byte[] Key, long KeptAt);
}
