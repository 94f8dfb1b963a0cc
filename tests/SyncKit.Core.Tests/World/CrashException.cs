namespace SyncKit.Core.Tests.World;

internal sealed class CrashException(string step) : Exception($"The host died at '{step}'.");
