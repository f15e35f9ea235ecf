namespace SqueezeFlow.Client.Commands.Running;

/// <summary>A file that an option names, to be written.</summary>
internal static class OutputFile
{
    /// <summary>Writes a text over what is there.</summary>
    /// <exception cref="ConsoleFailure">It cannot be written.</exception>
    public static async Task WriteAsync(string option, string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleFailure(ConsoleExit.Failed, $"{option}: '{path}' cannot be written: {error.Message}", error);
        }
    }
}
