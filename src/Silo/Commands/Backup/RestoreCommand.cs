using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary><c>restore</c>: a backup into a store, all of it or nothing; no service may be using the store.</summary>
internal static class RestoreCommand
{
    /// <summary>Checks the backup, fills a new store, reads it back, puts it in place and sums up.</summary>
    public static async Task<int> RunAsync(CommandContext context, TransferSettings settings)
    {
        var configuration = context.Configure("restore");
        if (!context.Accept(configuration))
        {
            return ExitCode.BadUsage;
        }

        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        using var stop = new StopRequest();
        using var progress = new TransferProgress(context.Error, clock);
        IStoreRestoration? begun = null;
        try
        {
            var folder = Open(settings.Folder, progress);
            var (restoration, kept) = await BackedUpStores.RestoreAsync(configuration, settings.Replace, clock, stop.Token);
            begun = restoration;
            await using (restoration)
            {
                await Task.Run(() => folder.Check(stop.Token), stop.Token);
                var leftOut = await folder.RestoreAsync(restoration, stop.Token);
                progress.Dispose();
                TransferSummary.Of(settings.Folder, folder.Manifest, clock.GetElapsedTime(began), kept, leftOut).Write("restored", settings.Json, context.Output);
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync($"stopped before the restore was finished. {begun?.Aftermath ?? "Nothing was begun"}");
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
}
