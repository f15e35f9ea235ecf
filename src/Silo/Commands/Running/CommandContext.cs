using SqueezeFlow.Exchanges.Recording;
using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;

namespace SqueezeFlow.Silo.Commands.Running;

/// <summary>What every command is given.</summary>
/// <param name="Settings">Configuration on the command line.</param>
/// <param name="RecordDirectory">Folder for received frames; null when they are not kept.</param>
/// <param name="Output">For answers.</param>
/// <param name="Error">For progress and complaints.</param>
internal sealed record CommandContext(IReadOnlyList<string> Settings, string? RecordDirectory, TextWriter Output, TextWriter Error)
{
    /// <summary>The configuration, with what the command settles.</summary>
    public SiloConfiguration Configure(string command, IEnumerable<KeyValuePair<string, string?>>? settled = null) =>
        SiloConfiguration.Build(Settings, SiloConfiguration.ProcessEnvironment(), command, settled);

    /// <summary>Adds the recorder of frames when one is wanted.</summary>
    /// <exception cref="CommandFailure">Its folder cannot be made.</exception>
    public void AddRecorder(IServiceCollection services)
    {
        if (RecordDirectory is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(RecordDirectory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailure(ExitCode.BadUsage, $"--record: '{RecordDirectory}' cannot be written ({error.Message.TrimEnd('.')}): name a folder that can", error);
        }

        services.AddSingleton(provider => new FrameRecorder(
            RecordDirectory,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FrameRecorder>>()));
    }

    /// <summary>Tells warnings, and all problems; false when there are any.</summary>
    public bool Accept(SiloConfiguration configuration)
    {
        foreach (var warning in configuration.Warnings)
        {
            Error.WriteLine($"warning: {warning}");
        }

        var problems = ConfigurationCheck.Run(configuration);
        foreach (var problem in problems)
        {
            Error.WriteLine(problem);
        }

        return problems.Count == 0;
    }
}
