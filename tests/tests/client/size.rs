//! What a program pays in bytes, and what it may share between threads.

use tinsmith_aws::runtime::{Call, Response};
use tinsmith_aws::{Config, quicksight, sts, verifiedpermissions};

#[test]
fn errors_and_clients_are_one_pointer_wide() {
    const POINTER: usize = size_of::<usize>();
    assert_eq!(size_of::<quicksight::Error>(), POINTER);
    assert_eq!(size_of::<sts::Error>(), POINTER);
    assert_eq!(size_of::<verifiedpermissions::Error>(), POINTER);
    assert_eq!(size_of::<Result<(), quicksight::Error>>(), POINTER);
    assert_eq!(size_of::<quicksight::Client>(), POINTER);
    assert!(size_of::<quicksight::Exception>() <= 2 * POINTER);
}

#[test]
fn calls_move_little_memory() {
    type DescribeDashboard = Call<quicksight::DescribeDashboardResponse, quicksight::Exception>;
    assert!(size_of::<DescribeDashboard>() <= 96, "{}", size_of::<DescribeDashboard>());
    let future = size_of::<<DescribeDashboard as IntoFuture>::IntoFuture>();
    assert_eq!(future, 2 * size_of::<usize>());
}

#[test]
fn large_structures_stay_small_in_place() {
    for (name, size, bound) in [
        ("Visual", size_of::<quicksight::Visual>(), 256),
        ("DashboardVersionDefinition", size_of::<quicksight::DashboardVersionDefinition>(), 256),
        ("BarChartConfiguration", size_of::<quicksight::BarChartConfiguration>(), 512),
        ("UpdateDashboardRequest", size_of::<quicksight::UpdateDashboardRequest>(), 512),
        ("DescribeDashboardResponse", size_of::<Response<quicksight::DescribeDashboardResponse>>(), 256),
    ] {
        assert!(size <= bound, "{name} takes {size} bytes");
    }
}

#[test]
fn all_of_it_goes_to_other_threads() {
    fn shared<T: Send + Sync>() {}
    fn sent<T: Send>() {}
    shared::<Config>();
    shared::<quicksight::Client>();
    shared::<quicksight::Error>();
    shared::<quicksight::Visual>();
    shared::<Response<sts::AssumeRoleResponse>>();
    shared::<Call<sts::AssumeRoleResponse, sts::Exception>>();
    sent::<<Call<sts::AssumeRoleResponse, sts::Exception> as IntoFuture>::IntoFuture>();

    let client = sts::Client::new(&Config::new("eu-west-1"));
    let call = client.get_caller_identity(sts::GetCallerIdentityRequest::new());
    let request = async move { call.to_http().await.is_ok() };
    fn is_sent(_: &impl Send) {}
    is_sent(&request);
}
