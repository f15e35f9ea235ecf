namespace SqueezeFlow.Client.Commands.Running;

/// <summary>A file that an option names, to be written.</summary>
internal static class OutputFile
{
    private const string Unfinished = ".unfinished";

    /// <summary>Writes a text over what is there. The file takes its name when it is whole; until then what was there stays.</summary>
    /// <exception cref="ConsoleFailure">It cannot be written.</exception>
    public static async Task WriteAsync(string option, string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            if (IsPlace(path))
            {
                await File.WriteAllTextAsync(path, text, cancellationToken);
            }
            else
            {
                await WriteBesideAsync(path, text, cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleFailure(ConsoleExit.Failed, $"{option}: '{path}' cannot be written: {error.Message}", error);
        }
    }

    // A pipe, a terminal or a link is written to: nothing can take its place. The first two have no length.
    private static bool IsPlace(string path) => new FileInfo(path) is { Exists: true } file && (file.LinkTarget is not null || file.Length == 0);

    private static async Task WriteBesideAsync(string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path + Unfinished, text, cancellationToken);
            File.Move(path + Unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(path + Unfinished);
            throw;
        }
    }
}
