using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Backup;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary><c>restore</c>: a backup into a store, all of it or nothing; no service may be using the store.</summary>
internal static class RestoreCommand
{
    /// <summary>Checks the backup, fills a new store, reads it back, puts it in place and sums up.</summary>
    public static async Task<int> RunAsync(CommandContext context, TransferSettings settings)
    {
        var configuration = context.Configure("restore");
        OtherStore.Refuse(configuration, "restore");
        if (!context.Accept(configuration))
        {
            return ExitCode.BadUsage;
        }

        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        using var stop = new StopRequest();
        using var progress = new TransferProgress(context.Error, clock);
        try
        {
            var folder = Open(settings.Folder, progress);
            var (restoration, kept) = Begin(configuration, settings, clock);
            await using (restoration)
            {
                await Task.Run(() => folder.Check(stop.Token), stop.Token);
                await folder.RestoreAsync(restoration, stop.Token);
            }

            progress.Dispose();
            TransferSummary.Of(settings.Folder, folder.Manifest, clock.GetElapsedTime(began), kept).Write("restored", settings.Json, context.Output);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("stopped before the restore was finished; the store is as it was");
            return ExitCode.Failed;
        }
    }

    private static BackupFolder Open(string folder, IBackupProgress progress)
    {
        try
        {
            return BackupFolder.Open(folder, progress);
        }
        catch (BackupException error)
        {
            throw new CommandFailure(ExitCode.BadUsage, error.Message, error);
        }
    }

    private static (IStoreRestoration Restoration, string? KeptPath) Begin(SiloConfiguration configuration, TransferSettings settings, TimeProvider clock)
    {
        try
        {
            return SqliteBackup.Restore(configuration.Root.GetSection(DataOptions.Section).Get<DataOptions>() ?? new(), settings.Replace, clock);
        }
        catch (StoreNotEmptyException error)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"{error.Message}: add --replace to replace all of it, or name another folder with --Data:Directory", error);
        }
    }
}
