namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>A restore would replace what a store holds, and was not told to.</summary>
public sealed class StoreNotEmptyException(string message) : IOException(message);
