namespace SyncKit.SampleHost.Configuration;

/// <summary>One clear sentence about a configuration key.</summary>
internal sealed class ConfigurationError(string sentence) : Exception(sentence);
