namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>What a caller is told when a part of the service fails.</summary>
public sealed class FailureAnswerTests(ApiHost host) : IClassFixture<ApiHost>
{
    // The cluster cancels a call that waited too long for its place: nobody has left, and the service has not failed.
    [Theory]
    [InlineData(typeof(TimeoutException), 503)]
    [InlineData(typeof(SiloUnavailableException), 503)]
    [InlineData(typeof(OperationCanceledException), 503)]
    [InlineData(typeof(IOException), 503)]
    [InlineData(typeof(InvalidOperationException), 500)]
    public async Task What_passes_is_told_as_unavailable_and_what_is_wrong_as_a_failure(Type failure, int status)
    {
        host.Flow.FeedsFailure = (Exception)Activator.CreateInstance(failure)!;

        var problem = await host.GetAsync("/api/v1/feeds", status);

        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain(failure.Name, problem.GetRawText(), StringComparison.Ordinal);
    }
}
