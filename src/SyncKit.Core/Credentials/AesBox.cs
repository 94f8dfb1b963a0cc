using System.Security.Cryptography;
using System.Text;

namespace SyncKit.Credentials;

/// <summary>AES-256-GCM with a fresh random nonce per call, bound to a text. Pure but for the nonce.</summary>
internal static class AesBox
{
    public const int KeySize = 32;
    public const int NonceSize = 12;
    public const int TagSize = 16;

    /// <returns>Nonce, ciphertext and tag, one after the other.</returns>
    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string boundTo)
    {
        byte[] box = new byte[NonceSize + plain.Length + TagSize];
        Span<byte> nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm aes = new(key, TagSize);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(boundTo));
        return box;
    }

    /// <returns>What is in it, to be cleared by the caller; <see langword="null"/> when the key or the binding is another, or a bit has changed.</returns>
    public static byte[]? TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> closed, string boundTo)
    {
        int length = closed.Length - TagSize;
        if (length < 0 || nonce.Length != NonceSize)
        {
            return null;
        }

        byte[] plain = new byte[length];
        using AesGcm aes = new(key, TagSize);
        try
        {
            aes.Decrypt(nonce, closed[..length], closed[length..], plain, Encoding.UTF8.GetBytes(boundTo));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public static byte[]? TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, string boundTo) =>
        box.Length < NonceSize ? null : TryOpen(key, box[..NonceSize], box[NonceSize..], boundTo);
}
