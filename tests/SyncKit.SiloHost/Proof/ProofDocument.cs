namespace SyncKit.SiloHost.Proof;

/// <param name="Record">The record that it is of.</param>
internal sealed record ProofDocument(string Record);
