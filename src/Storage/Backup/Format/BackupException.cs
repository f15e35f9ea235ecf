namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>A backup that cannot be used: unfinished, damaged or of another program. The message names the file, what is wrong and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : IOException(message, inner);
