using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Influx.Backup;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Backup;
using SqueezeFlow.Storage.Tests.Backup;
using SqueezeFlow.Storage.Tests.Influx.Ports;
using SqueezeFlow.TestSupport.Influx;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Backup;

/// <summary>A database of its own on the shared server, which nothing has made yet, and backups of it.</summary>
internal sealed class InfluxBackupCase : IAsyncDisposable
{
    private readonly BackupCase _folders = new();
    private readonly WritePathTranslator _translator;

    private InfluxBackupCase(InfluxProcess server, string database)
    {
        Server = server;
        _translator = WritePathTranslator.Start(server.Port);
        Options = new() { Host = "127.0.0.1", Port = _translator.Port, Database = database };
        Spool = new() { Directory = NewFolder() };
    }

    public InfluxProcess Server { get; }

    public InfluxOptions Options { get; }

    public SpoolOptions Spool { get; }

    public static async Task<InfluxBackupCase> OpenAsync(SharedInflux shared) => new(await shared.GetAsync(), shared.NextDatabase());

    /// <summary>The spool of a service that is not at work: nothing of it is sent.</summary>
    public DiskSpool OpenSpool() => new(Spool, new NoTarget(), TimeProvider.System, NullLogger.Instance);

    public string NewFolder() => _folders.NewFolder();

    /// <summary>A backup of the database and of a file; something may happen after the mark.</summary>
    public async Task<(string Folder, BackupManifest Manifest)> BackUpAsync(DataOptions local, Func<Task>? afterMark = null)
    {
        var folder = NewFolder();
        await using var snapshot = await InfluxBackup.ReadAsync(Options, Spool, await SqliteBackup.ReadAsync(local, TimeProvider.System, Token), TimeProvider.System, Token);
        await (afterMark?.Invoke() ?? Task.CompletedTask);
        BackupWriter.Prepare(folder);
        return (folder, await new BackupWriter(TimeProvider.System, "1.2.3").WriteAsync(snapshot, folder, Token));
    }

    /// <summary>A backup of a file alone.</summary>
    public Task<(string Folder, BackupManifest Manifest)> BackUpFileAsync(DataOptions local) => _folders.BackUpAsync(local);

    public async Task<IReadOnlyList<LeftOut>> RestoreAsync(string folder, DataOptions local, bool replace = false)
    {
        var backup = BackupFolder.Open(folder);
        await using var restoration = await InfluxBackup.RestoreAsync(
            Options, Spool, SqliteRestoration.Begin(local, replace, TimeProvider.System), replace, TimeProvider.System, Token);
        backup.Check(Token);
        return await backup.RestoreAsync(restoration, Token);
    }

    /// <summary>Lines of a file of a backup, in no order.</summary>
    public static string[] LinesOf(string folder, string name)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await _translator.DisposeAsync();
        _folders.Dispose();
    }

    private sealed class NoTarget : ISpoolTarget
    {
        public Task<SendResult> SendAsync(SpoolBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches) => throw new NotSupportedException();
    }
}
